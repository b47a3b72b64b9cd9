/** Thrown where the machine, git or GitHub does not give what is asked for; the message is a sentence for people, printed as it is. */
export class Refused extends Error {}

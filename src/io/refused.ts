/** Thrown where the machine, git or GitHub does not give what is asked for; the message is a sentence for users, printed as it is. */
export class Refused extends Error {}

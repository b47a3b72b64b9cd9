const NAME = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
// values.yaml and Chart defaults are for all; the rest names one environment: values-prod.yaml, prod.values.yaml, prod/values.yaml, environments/prod.yaml.
const FORMS = [
  new RegExp(`(?:^|/)values[-._](${NAME})\\.ya?ml$`),
  new RegExp(`(?:^|/)(${NAME})[-._]values\\.ya?ml$`),
  new RegExp(`(?:^|/)(?:environments|envs|values|overlays)/(${NAME})/values\\.ya?ml$`),
  new RegExp(`(?:^|/)(?:environments|envs|values)/(${NAME})\\.ya?ml$`),
];
const STAGES = [/^(local|sandbox)/, /^dev/, /^(test|qa|int|ci)/, /^(stag|stg|uat|pre)/, /^(prod|prd|live)/];

/** The environment that a values file is for, by its name; undefined for one that all share. */
export function environmentOfFile(path: string): string | undefined {
  for (const form of FORMS) {
    const name = form.exec(path)?.[1];
    if (name !== undefined) return name;
  }
  return undefined;
}

/** The part of a name that is left when a word at its begin or end is taken off; undefined if nothing is left, or all of it. */
export function rest(name: string, word: string): string | undefined {
  if (name.startsWith(`${word}-`)) return name.slice(word.length + 1);
  return name.endsWith(`-${word}`) ? name.slice(0, -word.length - 1) : undefined;
}

const stage = (name: string) => {
  const found = STAGES.findIndex((pattern) => pattern.test(name));
  return found < 0 ? 2.5 : found;
};

/** The order of promotion that names suggest: dev before test before staging before prod. */
export const byStage = (a: string, b: string): number => stage(a) - stage(b);

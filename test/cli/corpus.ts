import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyProject } from './project.js';

const MISTAKES = 'test/mistakes';

/** A repository with an app for each case of the corpus of mistakes; its name is that of the case. Two environments each. */
export function corpusProject(): string {
  const files: Record<string, string> = {};
  const cases = readdirSync(MISTAKES, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('manifests.yaml'));
  for (const [i, path] of cases.toSorted().entries()) {
    const dir = `apps/${path.split('/').slice(0, -1).join('-')}`;
    const text = readFileSync(join(MISTAKES, path), 'utf8').replaceAll('{{', '\\{{');
    files[`${dir}/bundle/bundle.yaml`] = 'name: own\nversion: 1.0.0\n';
    files[`${dir}/bundle/values.yaml`] = '{}\n';
    files[`${dir}/bundle/values.schema.json`] = '{"type":"object","additionalProperties":false}';
    files[`${dir}/bundle/manifests/m.yaml.hbs`] = text;
    files[`${dir}/values.yaml`] = '{}\n';
    files[`${dir}/fairlead.yaml`] =
      `fairlead: v1\nname: app-${i}\nbundle: ./bundle\nenvironments:\n  dev: { values: [] }\n  prod: { values: [] }\n`;
  }
  return emptyProject(files);
}

// The projects that inputs are put into.
import { execFileSync } from 'node:child_process';

const range = (n, make) => Array.from({ length: n }, (_, i) => make(i));
/** So many lines, made of their numbers. */
export const lines = (n, make) => range(n, make).join('\n').concat('\n');
/** So many parts, behind each other. */
export const parts = (n, make, between = '') => range(n, make).join(between);

export const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: probe }\n';
const APP = 'fairlead: v1\nname: web\nenvironments:\n  dev: {}\n';

/** An app of the built-in bundle. */
export const builtIn = (values, more = {}) => ({
  args: ['generate', '-e', 'dev'],
  ...more,
  files: {
    'app/fairlead.yaml': `${APP}bundle: fastapi-gitops-starter\n`,
    'app/environments/dev.yaml': `image: { tag: v1 }\n${values}`,
    ...more.files,
  },
});

/** An app of a bundle of its own, of one template. */
export const own = (values, template = `${CONFIG_MAP}data: {}\n`, more = {}) => ({
  args: ['validate'],
  ...more,
  files: {
    'app/fairlead.yaml': `${APP}bundle: ../bundle\n`,
    'app/environments/dev.yaml': values,
    'bundle/bundle.yaml': 'name: probe\nversion: 1.0.0\nappVersion: "1.0.0"\ndescription: probe\n',
    'bundle/values.yaml': '{}\n',
    'bundle/values.schema.json': '{}\n',
    'bundle/manifests/a.yaml.hbs': template,
    ...more.files,
  },
});

/** Commits what is there, then writes files anew. */
export const committed = (top, then = () => {}) => {
  const git = (...args) =>
    execFileSync('git', ['-C', top, '-c', 'user.name=n', '-c', 'user.email=a@b.c', ...args], { stdio: 'ignore' });
  git('init', '-q', '.');
  git('add', '-A');
  git('commit', '-qm', 'a');
  then();
};

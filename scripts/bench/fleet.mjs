// 100 apps of 5 environments in one process, validated, beside as many processes of Helm, of which some are run and the rest reckoned.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, time, verdict } from './time.mjs';

const [APPS, SAMPLE, SECONDS, TIMES] = [100, 40, 2, 10];
/** Each with the values of an environment of the example. */
const ENVIRONMENTS = { dev: 'dev', test: 'dev', staging: 'staging', eu: 'prod', us: 'prod' };
const names = Object.keys(ENVIRONMENTS);

function write(dir, app) {
  for (let i = 0; i < APPS; i++) {
    const here = join(dir, `app-${i}`);
    mkdirSync(join(here, 'environments'), { recursive: true });
    cpSync(join(app, 'values.yaml'), join(here, 'values.yaml'));
    const listed = names.map((name) => `${name}: {}`).join(', ');
    writeFileSync(
      join(here, 'fairlead.yaml'),
      `fairlead: v1\nname: app-${i}\nbundle: fastapi-gitops-starter\nenvironments: { ${listed} }\n`,
    );
    for (const name of names)
      cpSync(join(app, `environments/${ENVIRONMENTS[name]}.yaml`), join(here, `environments/${name}.yaml`));
  }
}

export function fleet(app, cli, template) {
  const dir = mkdtempSync(join(tmpdir(), 'fairlead-bench-'));
  try {
    write(dir, app);
    const ours = Math.min(...[1, 2, 3].map(() => time([process.execPath, cli, 'render', '-o', 'out'], dir)));
    const count = APPS * names.length;
    console.log(
      `${count} environments: rendered and validated in ${ours.toFixed(0)} ms, the best of three, ${verdict(ours <= SECONDS * 1000, `budget ${SECONDS} s`)}`,
    );
    if (!template) return;
    const one = median(Array.from({ length: SAMPLE }, () => time(template, app)));
    const ratio = (one * count) / ours;
    console.log(
      `${count} × helm template: ${(one * count).toFixed(0)} ms (${SAMPLE} run), ${ratio.toFixed(1)} times as long, ${verdict(ratio >= TIMES, `at least ${TIMES}`)}`,
    );
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

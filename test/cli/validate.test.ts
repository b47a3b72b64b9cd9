import { expect, test } from '@jest/globals';
import { fairlead } from './fairlead.js';
import { project } from './project.js';

const app = (more: string) => ({
  'apps/web/fairlead.yaml': `fairlead: v1\nname: web\nbundle: ../../bundle\nschemas: [../../bundle/kinds]\n${more}environments:\n  dev: { namespace: web-dev }\n  prod: { namespace: web-prod }\n`,
});
const crd = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: boats.example.com }
spec:
  group: example.com
  names: { kind: Boat, plural: boats }
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              required: [sails]
              properties:
                sails: { type: integer, minimum: 1 }
                name: { type: string }
`;
const boat = (spec: string) => ({
  'bundle/kinds/boat.yaml': crd,
  'bundle/manifests/boat.yaml.hbs': `apiVersion: example.com/v1\nkind: Boat\nmetadata:\n  name: boat\nspec:\n${spec}`,
});

test('own CustomResourceDefinitions are closed and checked against', () => {
  expect(fairlead(project(boat('  sails: 2\n  name: Ann\n')), ['validate'])).toMatchObject({ code: 0, out: '' });
  const { code, out } = fairlead(project(boat('  sials: 2\n  name: {{values.replicas}}\n')), ['validate', '-e', 'prod']);
  expect(code).toBe(1);
  expect(out.split('\n').map((line) => line.replace(/ \(.*/, ''))).toEqual([
    'bundle/manifests/boat.yaml.hbs:6:1: error schema/missing-field: `sails` is missing',
    'bundle/manifests/boat.yaml.hbs:6:1: error schema/unknown-field: `sials` is not a known key here',
    'apps/web/environments/prod.yaml:3:1: error schema/wrong-type: must be a string, not the number 3',
    '',
  ]);
});

test('a kind without a schema is said, as loud as the app wants', () => {
  const files = boat('  x: 1\n');
  const other = { ...files, 'bundle/kinds/boat.yaml': undefined };
  expect(fairlead(project(other), ['validate'])).toMatchObject({
    code: 0,
    out: expect.stringContaining('warning schema/missing'),
  });
  expect(fairlead(project({ ...other, ...app('missingSchemas: error\n') }), ['validate']).code).toBe(1);
  expect(fairlead(project({ ...other, ...app('missingSchemas: note\n') }), ['validate']).out).toContain('note schema/missing');
});

test('a waiver by a pattern of objects; one that waives nothing any more', () => {
  const waive = (object: string) =>
    app(`waivers:\n  - { code: schema/missing, object: ${object}, reason: made elsewhere, owner: team-a }\n`);
  const files = { ...boat('  x: 1\n'), 'bundle/kinds/boat.yaml': undefined };
  expect(fairlead(project({ ...files, ...waive('Boat/*') }), ['validate'])).toMatchObject({ code: 0, out: '' });
  const { out } = fairlead(project({ ...files, ...waive('Ship/*') }), ['validate']);
  expect(out).toMatch(/^apps\/web\/fairlead.yaml:6:\d+: warning waiver\/unused: /m);
  expect(out).toContain('warning schema/missing');
  expect(fairlead(project({ ...files, ...waive('Ship/*') }), ['validate', '-e', 'dev']).out).not.toContain('waiver/unused');
});

test('sarif names files of the repository from its root, and the same findings by the same fingerprints', () => {
  const sarif = (blank: string) => {
    const dir = project({ ...boat(`${blank}  sials: 2\n  sails: 1\n`) });
    return JSON.parse(fairlead(`${dir}/apps`, ['validate', '--format', 'sarif']).out).runs[0];
  };
  const [first, moved] = [sarif(''), sarif('\n\n')];
  expect(first.results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('bundle/manifests/boat.yaml.hbs');
  expect(first.results[0].locations[0].physicalLocation.region.startLine + 2).toBe(
    moved.results[0].locations[0].physicalLocation.region.startLine,
  );
  expect(first.results[0].partialFingerprints).toEqual(moved.results[0].partialFingerprints);
  expect(first.tool.driver.rules[first.results[0].ruleIndex].id).toBe('schema/unknown-field');
});

test('explain tells what a code is about', () => {
  const { code, out } = fairlead(project({}), ['explain', 'container/request-over-limit']);
  expect(code).toBe(0);
  expect(out).toContain('https://kubernetes.io/docs/');
  expect(out).toContain('^ the request of `256Mi` memory is more than its limit of `128Mi`');
});

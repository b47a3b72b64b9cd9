import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';

const ROOT = join(import.meta.dirname, '../..');
const names = readdirSync(join(ROOT, 'schemas')).filter((name) => name.endsWith('.schema.json'));
const read = (name: string) => JSON.parse(readFileSync(join(ROOT, 'schemas', name), 'utf8'));

type Schema = Readonly<Record<string, unknown>>;
const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every key that a schema names without saying what it is. Maps that only hold keys, each described, may be silent. */
function silent(root: Schema, schema: unknown, path: string): readonly string[] {
  if (!isSchema(schema)) return [];
  const properties = isSchema(schema['properties']) ? schema['properties'] : {};
  const ref = typeof schema['$ref'] === 'string' ? schema['$ref'].slice(2).split('/') : undefined;
  const target = ref?.reduce<unknown>((at, key) => (isSchema(at) ? at[key] : undefined), root);
  const below = Object.entries(properties).flatMap(([key, item]) => silent(root, item, `${path}.${key}`));
  const described = [schema, target].some(
    (item) => isSchema(item) && (item['description'] !== undefined || isSchema(item['properties'])),
  );
  return [...(described || path === '' ? [] : [path]), ...below];
}

test.each(names)('%s is a JSON Schema 2020-12 that says what each key is', (name) => {
  const schema = read(name);
  expect(new Ajv2020({ strict: false }).validateSchema(schema)).toBe(true);
  expect(silent(schema, schema, '')).toEqual([]);
});

test('the example fits the published schemas, by an independent judge', () => {
  const ajv = new Ajv2020({ strict: false });
  const values = ajv.compile(read('fastapi-gitops-starter.values.schema.json'));
  const app = ajv.compile(read('fairlead.schema.json'));
  const dir = join(ROOT, 'examples/shop/apps/web');
  const files = ['values.yaml', 'environments/dev.yaml', 'environments/staging.yaml', 'environments/prod.yaml'];
  for (const file of files)
    expect([file, values(parse(readFileSync(join(dir, file), 'utf8'))), values.errors]).toEqual([file, true, null]);
  expect([app(parse(readFileSync(join(dir, 'fairlead.yaml'), 'utf8'))), app.errors]).toEqual([true, null]);
  expect(values({ imge: {} })).toBe(false);
});

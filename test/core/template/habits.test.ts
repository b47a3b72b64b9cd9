import { expect, test } from '@jest/globals';
import { HELPERS } from '../../../src/core/template/helpers/index.js';
import { parseTemplate } from '../../../src/core/template/parse.js';

test.each([
  ['a: {{ .Values.image.tag }}', /without a point/],
  ['a: {{ include "web.labels" . | nindent 4 }}', /\{\{> name/],
  ['a: {{ values.image | toYaml }}', /no pipes/],
  ['a: {{ toYaml values.image }}', /leave it out/],
  ['a: {{ quote values.image.tag }}', /leave it out/],
  ['{{- if values.env }}\na: b\n{{- end }}', /leave the `-` out/],
  ['{{ if values.env }}\na: b\n{{ end }}', /\{\{#if …\}\}/],
  ['{{#range values.env}}\n{{/range}}', /\{\{#each/],
  ['{{ $x := values.env }}', /locals\.yaml\.hbs/],
  ['{{/* comment */}}', /\{\{! … \}\}/],
  ['a: {{ lookup "v1" "Secret" }}', /pass it as a value/],
  ['a: {{ printf "%s" values.x }}', /\{\{concat/],
  ['a: {{ required "tag" values.image.tag }}', /values\.schema\.json/],
  ['a: {{ default "x" values.image.tag }}', /\{\{default values\.x "y"\}\}/],
  ['{{#if eq values.a 1}}\na: b\n{{/if}}', /\(eq a b\)/],
])('a habit of Go templates is told what to write instead: %j', (text, fix) => {
  const { ok, findings } = parseTemplate({ path: 'template.hbs', text }, HELPERS);
  expect(ok).toBe(false);
  expect(findings[0]?.fix).toMatch(fix);
});

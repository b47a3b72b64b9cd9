import { isMap, type Json, type JsonMap } from '../base/json.js';
import { isTag } from '../image/tag.js';
import { staysText } from '../yaml/plain.js';
import { doubleQuoted, flowYaml } from '../yaml/write.js';
import { writeTag } from './write-tag.js';

const writeKey = (key: string, flow: boolean) =>
  /^[A-Za-z_][\w.-]*$/.test(key) && staysText(key, flow) ? key : doubleQuoted(key);

/** A scalar that all YAML readers take for this value; strings always in double quotes with `quoted`. */
export function writeScalar(value: Json, flow: boolean, quoted: boolean): string {
  if (typeof value !== 'string') return flowYaml(value);
  if (quoted || (flow && value.includes(':'))) return doubleQuoted(value);
  return isTag(value) ? writeTag(value, 'plain', flow) : flowYaml(value);
}

/** The entries of a map as they stand between `{` and `}`; with `quoted` as JSON has them. */
export const flowEntries = (map: JsonMap, quoted: boolean): string =>
  Object.entries(map)
    .map(([key, value]) => {
      const written = isMap(value) ? `{${flowEntries(value, quoted)}}` : writeScalar(value, true, quoted);
      return `${quoted ? doubleQuoted(key) : writeKey(key, true)}: ${written}`;
    })
    .join(', ');

/** The entries of a map as lines. */
export const blockLines = (map: JsonMap, lead: string, unit: string): readonly string[] =>
  Object.entries(map).flatMap(([key, value]) => {
    const head = `${lead}${writeKey(key, false)}:`;
    if (!isMap(value)) return [`${head} ${writeScalar(value, false, false)}`];
    return Object.keys(value).length > 0 ? [head, ...blockLines(value, lead + unit, unit)] : [`${head} {}`];
  });

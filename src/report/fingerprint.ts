import { digestOf } from '../core/index.js';
import type { EnvironmentFinding } from './group.js';

/** Survives a line that moves, and numbers in the message that change. */
const identity = ({ code, app, origin, object, pointer, message }: EnvironmentFinding): string =>
  JSON.stringify([
    code,
    app,
    origin?.from === 'file' ? origin.path : origin,
    object?.kind,
    object?.name,
    pointer,
    message.replace(/\d+/g, '0'),
  ]);

/** A name for each finding that stays the same while its line moves; the second of two alike has another one. */
export function fingerprintsOf(findings: readonly EnvironmentFinding[]): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map((item) => {
    const key = identity(item);
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return digestOf(`${key}${count}`);
  });
}

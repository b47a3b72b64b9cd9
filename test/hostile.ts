/** Names as an attacker writes them: for folders, files, tags and keys. None holds a `/`, so that each can be a folder. */
export const HOSTILE: readonly string[] = [
  'a\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: injected}\n#',
  'a\r---\rkind: Injected',
  'a\u0085---\u0085kind: Injected',
  'a\u2028---\u2028kind: Injected',
  'a\u2029::error::spoofed',
  '\u001b[31mred\u001b[2J',
  '\u001b]0;title\u0007',
  '\u009b31m',
  '::error::spoofed',
  ' ::error file=x::spoofed',
  'a\n::add-mask::e',
  '##[error]spoofed',
  '#[group]spoofed',
  'a%0A::error::spoofed',
  '\u202egnp.exe',
  '\u2066a\u2069\u200f',
  'a\u200bb\ufeff',
  '`code` ``',
  '<img src=x onerror=alert(1)>',
  '@org and #1 GH-1',
  'a](https:) [b',
  'a | b || c',
  '--> <!-- fairlead:closed -->',
  'v1 [skip ci] ***NO_CI***',
  'v1\n\nSigned-off-by: A <a@b.c>\nCo-authored-by: B <b@b.c>\nFairlead-Promotion: web v9',
  'v1\n\n\nskip-checks: true',
  'closes #1',
  '__proto__',
  'l'.repeat(250),
];

/** What no output may hold: controls but the line break, what reorders or hides text, line separators, halves of characters. */
export const INVISIBLE = /(?!\n)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?!\u200b)\p{Cf}/u;
/** What the runner takes for a workflow command (actions/runner, ActionCommand). */
export const COMMAND = /^\s*::|##\[/m;

const MAX_SIZE = 1 << 20;
// The parser and everything after it recurse, and the parser takes quadratic time: both are bounded before it reads.
const MAX_DEPTH = 64;
const TAGS = /\{\{~?(?:#|\^(?:~?\})?|\/|\s*else\s+\w)|[()]/g;

/** Why a template is not read: larger than 1 MiB, or with blocks or helper calls that stand too deep in each other. */
export function tooLarge(text: string): string | undefined {
  if (text.length > MAX_SIZE) return 'the template is larger than 1 MiB';
  /** How deep each open block is: `{{else if}}` stands in the block before it. */
  const blocks: number[] = [];
  let depth = 0;
  let calls = 0;
  for (const [tag] of text.matchAll(TAGS)) {
    if (tag === '(') calls++;
    else if (tag === ')') calls = Math.max(0, calls - 1);
    // `{{^}}` is an else.
    else if (tag.endsWith('}')) continue;
    else if (tag.endsWith('/')) depth -= blocks.pop() ?? 0;
    else {
      depth++;
      if (tag.includes('else')) blocks.push((blocks.pop() ?? 0) + 1);
      else blocks.push(1);
    }
    if (depth > MAX_DEPTH) return `blocks stand more than ${MAX_DEPTH} deep in each other`;
    if (calls > MAX_DEPTH) return `parentheses stand more than ${MAX_DEPTH} deep in each other`;
  }
  return undefined;
}

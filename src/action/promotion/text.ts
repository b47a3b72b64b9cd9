import type { App, Environment, Promote } from '../../core/index.js';
import { duration, isTag, outsideRange, timelinesOf, versionOf } from '../../core/promotion/index.js';
import { type Commits, type PromotedApp, promotionBody } from '../../report/index.js';
import type { PullText } from '../github/index.js';
import type { Run } from '../run.js';
import type { Part, Proposal } from './proposal.js';

/** GitHub takes titles of 256 characters. */
const TITLE = 256;

/** The version in a tag. What cannot be a tag is left out: it may be any text of a values file, and titles become subjects of commits. */
const said = (tag: string | undefined): string => (tag !== undefined && isTag(tag) ? versionOf(tag) : '');

/** The first of the titles that is short enough; of none the last, cut. */
const fitting = (titles: readonly string[]): string =>
  titles.find((title) => title.length <= TITLE) ?? `${titles.at(-1)?.slice(0, TITLE - 1)}…`;

/** `v1 → v2`, and what is said where that is too long. */
function arrows({ planned: { from, to = from } }: Part): readonly string[] {
  const [old, now] = [from === to ? '' : said(from), said(to)];
  return old === '' ? [now] : [`${old} → ${now}`, now];
}

/** Also the subject of the commit. It holds nothing but names and tags of checked forms. */
export function titleOf({ environment, parts }: Proposal, kind: 'promotion' | 'rollback'): string {
  const [first] = parts;
  if (!first) return '';
  const { app } = first.loaded;
  const titles = (what: string, rest: readonly string[]) =>
    fitting(rest.map((text) => (text === '' ? what : `${what}: ${text}`)));
  if (kind === 'rollback') return titles(`Roll ${app.name} back in ${environment}`, arrows(first));
  if (parts.length === 1 && first.planned.images.length === 0) return `Lift the hold of ${app.name} in ${environment}`;
  if (app.promotion.group === undefined) return titles(`Promote ${app.name} to ${environment}`, arrows(first));
  const list = parts.map((part) => `${part.loaded.app.name} ${said(part.planned.to)}`.trim());
  const shorter = list.map((_, left) => `${list.slice(0, list.length - left).join(', ')}${left > 0 ? ` and ${left} more` : ''}`);
  return titles(`Promote ${app.promotion.group} to ${environment}`, shorter);
}

/** Title and body of a pull request. The same plan gives the same text, in every run: a rerun without news writes nothing. */
export async function textOf(
  run: Run,
  proposal: Proposal,
  kind: 'promotion' | 'rollback',
  more: readonly string[] = [],
): Promise<PullText> {
  const apps = await Promise.all(proposal.parts.map((part) => promotedApp(run, part, kind === 'rollback')));
  const next = [...new Set(proposal.parts.flatMap(({ loaded, planned }) => nextOf(loaded.app, planned.target, planned.to)))];
  const lifted = proposal.parts.flatMap(({ planned: { lift, target } }) =>
    lift && target.promote.hold ? [`The hold at \`${target.promote.hold.tag}\` ends: ${target.promote.hold.reason}`] : [],
  );
  const override = proposal.parts.flatMap(({ planned }) =>
    planned.override === undefined ? [] : [`Its windows are passed over: ${planned.override}`],
  );
  const reasons = [...new Set([...more, ...lifted, ...override])];
  return {
    title: titleOf(proposal, kind),
    body: promotionBody({ environment: proposal.environment, kind, apps, reasons, next }),
  };
}

async function promotedApp(run: Run, { loaded: { app }, planned }: Part, back: boolean): Promise<PromotedApp> {
  const { from, to = from ?? '', lift = false, edits, shared, changes, digest, findings, rendered } = planned;
  const commits = await commitsOf(run, app, from, to, back);
  return {
    app: app.name,
    ...(from === undefined || from === to ? {} : { from }),
    to,
    lift,
    lines: edits,
    ...(back || lift ? { hold: app.path } : {}),
    shared,
    changes,
    digest,
    findings,
    timelines: changes.length > 0 ? timelinesOf(rendered?.objects ?? []) : [],
    ...(commits ? { commits } : {}),
  };
}

/** The commits of the application between two tags; without their subjects if the token may not read that repository. */
async function commitsOf(
  run: Run,
  { promotion: { source } }: App,
  from: string | undefined,
  to: string,
  back: boolean,
): Promise<Commits | undefined> {
  if (source === undefined || from === undefined || from === to) return undefined;
  const [a = '', b = ''] = (back ? [to, from] : [from, to]).map(versionOf);
  const page = `${run.github.page.split('/').slice(0, -2).join('/')}/${source}`;
  return { url: `${page}/compare/${a}...${b}`, subjects: await run.github.between(source, a, b).catch(() => []), back };
}

/** What the environments after this one wait for, once it is merged. */
function nextOf(app: App, { name }: Environment, tag: string | undefined): readonly string[] {
  return app.environments
    .filter(({ promote }) => promote.after.includes(name))
    .map(({ name: next, promote: { after, soak, checks, windows, image, tags, hold } }) => {
      if (hold) return `\`${next}\` is held at \`${hold.tag}\`: ${hold.reason}`;
      const outside = tags === undefined || tag === undefined ? undefined : outsideRange(tag, tags);
      if (outside !== undefined) return `\`${next}\` does not take it: ${outside}`;
      const others = after.filter((other) => other !== name).map((other) => `\`${other}\``);
      const conditions = [
        'this is merged',
        ...(others.length > 0 ? [`${others.join(' and ')} ${others.length === 1 ? 'runs' : 'run'} it too`] : []),
        ...(soak === undefined ? [] : [`\`${name}\` has run it for ${duration(soak)}`]),
        ...(checks.length > 0 ? [`${checks.map((check) => `\`${check}\``).join(' and ')} passed on the merged commit`] : []),
        ...(image ? ['the registry has its image'] : []),
        ...(windows.length > 0 ? [windowsOf(windows)] : []),
      ];
      const [last = '', ...first] = conditions.toReversed();
      const all = first.length > 0 ? `${first.toReversed().join(', ')} and ${last}` : last;
      return `\`${next}\` takes ${tag === undefined ? 'it' : `\`${versionOf(tag)}\``} once ${all}`;
    });
}

/** One window is said as it is written; of several, that there are some. */
function windowsOf([first, ...others]: Promote['windows']): string {
  if (!first || others.length > 0) return 'its windows are open';
  const { kind, rule, for: length, zone } = first;
  return `${kind === 'allow' ? 'its window is open' : 'it is not frozen'} (\`${rule.trim().replace(/\s+/g, ' ')}\` for ${length}, ${zone})`;
}

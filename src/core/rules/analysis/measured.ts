import type { Path } from '../../base/json.js';
import { remembered } from '../../base/memo.js';
import { type Condition, readCondition } from '../../query/condition.js';
import { type Query, readQuery } from '../../query/promql.js';
import { mapAt, type ObjectSet, textAt } from '../set.js';
import { type Metric, metrics } from './metrics.js';

const CONDITIONS = ['successCondition', 'failureCondition'] as const;

/** A query as it will run, with something of the right form in place of what arguments bring. */
const filled = (query: string) =>
  query.replace(/([\w:]?)\{\{[^{}]*\}\}/g, (whole, before: string, offset: number) => {
    const after = query[offset + whole.length] ?? '';
    const inRange = before === ':' || /[[:]$|\boffset$/.test(query.slice(0, offset).trimEnd().slice(-7));
    return `${before}${inRange ? '5m' : /\w/.test(before + after) ? 'x' : '1'}`;
  });

/** A Prometheus metric whose query is known, and its conditions as far as they are. */
export interface Measured extends Metric {
  readonly queryPath: Path;
  readonly query: Query;
  readonly text: string;
  readonly conditions: readonly { readonly path: Path; readonly text: string; readonly condition: Condition }[];
}

export const conditionsOf = ({ path, data }: Metric) =>
  CONDITIONS.flatMap((key) => {
    const text = textAt(data, key);
    return text === undefined || text.includes('{{') ? [] : [{ path: [...path, key], text, condition: readCondition(text) }];
  });

/** The metric as it is measured; nothing if it is not Prometheus's, or its query an argument as a whole. */
export function measuredOf(metric: Metric): readonly Measured[] {
  const text = textAt(mapAt(metric.data, 'provider', 'prometheus'), 'query');
  if (text === undefined || /^\s*\{\{[^{}]*\}\}\s*$/.test(text)) return [];
  return [
    {
      ...metric,
      queryPath: [...metric.path, 'provider', 'prometheus', 'query'],
      text,
      query: readQuery(filled(text)),
      conditions: conditionsOf(metric),
    },
  ];
}

export const measured = remembered((set: ObjectSet): readonly Measured[] => metrics(set).flatMap(measuredOf));

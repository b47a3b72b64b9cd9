export type QueryType = 'scalar' | 'vector' | 'matrix' | 'string';

/** What a function takes and gives. `more`: how many of the last arguments may be left out; -1: the last may come any number of times. */
export interface Signature {
  readonly takes: readonly QueryType[];
  readonly more: number;
  readonly gives: QueryType;
}

const f = (gives: QueryType, takes: string, more = 0): Signature => ({
  gives,
  more,
  takes: [...takes].map((letter) => ({ s: 'scalar', v: 'vector', m: 'matrix', t: 'string' })[letter] as QueryType),
});
const each = (names: string, signature: Signature) => names.split(' ').map((name) => [name, signature] as const);

/** The functions that Prometheus has without a feature flag. Source: promql/parser/functions.go. */
export const FUNCTIONS: ReadonlyMap<string, Signature> = new Map([
  ...each(
    'abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor ln log10 log2 rad sgn sin sinh sort sort_desc sqrt tan tanh timestamp',
    f('vector', 'v'),
  ),
  ...each('histogram_avg histogram_count histogram_sum histogram_stddev histogram_stdvar', f('vector', 'v')),
  ...each(
    'absent_over_time avg_over_time changes count_over_time delta deriv idelta increase irate last_over_time max_over_time min_over_time present_over_time rate resets stddev_over_time stdvar_over_time sum_over_time',
    f('vector', 'm'),
  ),
  ...each('day_of_month day_of_week day_of_year days_in_month hour minute month year', f('vector', 'v', 1)),
  ...each('pi time', f('scalar', '')),
  ['clamp', f('vector', 'vss')],
  ['clamp_max', f('vector', 'vs')],
  ['clamp_min', f('vector', 'vs')],
  ['histogram_fraction', f('vector', 'ssv')],
  ['histogram_quantile', f('vector', 'sv')],
  ['label_join', f('vector', 'vttt', -1)],
  ['label_replace', f('vector', 'vtttt')],
  ['predict_linear', f('vector', 'ms')],
  ['quantile_over_time', f('vector', 'sm')],
  ['round', f('vector', 'vs', 1)],
  ['scalar', f('scalar', 'v')],
  ['vector', f('vector', 's')],
]);

/** What an aggregation takes before its vector; experimental ones are not here. */
export const AGGREGATIONS: ReadonlyMap<string, QueryType | undefined> = new Map<string, QueryType | undefined>([
  ...'sum avg count min max group stddev stdvar'.split(' ').map((name) => [name, undefined] as const),
  ...'topk bottomk quantile'.split(' ').map((name) => [name, 'scalar'] as const),
  ['count_values', 'string'],
]);

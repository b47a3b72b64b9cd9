// Published patterns that take quadratic or exponential time in a backtracking engine, and others that match the same in linear time.
const LINEAR = new Map([
  // Traefik's durations: digits, whose units may be left out.
  ['^([0-9]+(ns|us|µs|ms|s|m|h)?)+$', '^[0-9]+((ns|us|µs|ms|s|m|h)[0-9]+)*(ns|us|µs|ms|s|m|h)?$'],
  // Prometheus' sizes: the first `^` belongs to the first alternative alone.
  ['(^0|([0-9]*[.])?[0-9]+((K|M|G|T|E|P)i?)?B)$', '^0$|[0-9]((K|M|G|T|E|P)i?)?B$'],
  // Types of addresses and names of policies of the Gateway API, likewise.
  [
    '^[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?$|[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\\/[A-Za-z0-9]+$',
    '^[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?$|[a-z0-9]\\/[A-Za-z0-9]+$',
  ],
  // Schedules: behind `@every` and a duration anything may stand.
  [
    '^(@(annually|yearly|monthly|weekly|daily|midnight|hourly)|@every [^\\s]+.*|[^\\s]+( [^\\s]+){4})$',
    '^(@(annually|yearly|monthly|weekly|daily|midnight|hourly)|@every [^\\s].*|[^\\s]+( [^\\s]+){4})$',
  ],
]);

/** A schema with such patterns replaced. */
export const withLinearPatterns = (schema) =>
  JSON.parse(JSON.stringify(schema), (key, value) => (key === 'pattern' ? (LINEAR.get(value) ?? value) : value));

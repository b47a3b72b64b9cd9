import fc from 'fast-check';

/** Tags as the OCI specification allows them, many of them numbers, dates or booleans to some YAML reader. */
export const tags: fc.Arbitrary<string> = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,12}$/),
  fc.stringMatching(/^[0-9][0-9_xobeE.-]{0,6}$/),
  fc.stringMatching(/^v?[0-9]\.[0-9]{1,2}\.[0-9](-rc\.[0-9])?(@sha256:[0-9a-f]{64})?$/),
  fc.stringMatching(/^([0-9a-f]{7}|[0-9a-f]{40})$/),
  fc.constantFrom(
    '1.10',
    '1e5',
    '0644',
    'yes',
    'y',
    'N',
    'No',
    'on',
    'OFF',
    'true',
    'False',
    'null',
    'Null',
    '2024-01-01',
    '0b1',
    '0o7',
    'e12345',
  ),
);

import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { metricsOf, TESTS } from './render.js';

const stream = readFileSync(join(TESTS, 'canary-with-analysis/expected.yaml'), 'utf8');
const [script = ''] = metricsOf(stream).flatMap(
  ({ provider }) => provider.job?.spec.template.spec.containers[0]?.command.at(-1) ?? [],
);
const curl = /^curl (\d+)\.(\d+)/.exec(spawnSync('curl', ['--version'], { encoding: 'utf8' }).stdout ?? '');
const usable = curl !== null && Number(curl[1]) * 100 + Number(curl[2]) >= 784;

interface Load {
  readonly rate: number;
  readonly seconds: number;
  readonly delay?: number;
  readonly status?: (request: number) => number;
}

/** Runs the script with the real sh and curl against a server that counts. */
async function generate({ rate, seconds, delay = 0, status = () => 200 }: Load) {
  const seen: Record<string, number[]> = {};
  let count = 0;
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    seen[path] = [...(seen[path] ?? []), performance.now()];
    setTimeout(() => response.writeHead(status(count++)).end(), delay);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const env = {
    PATH: process.env['PATH'],
    SERVICE_URL: `http://127.0.0.1:${port}`,
    ROOT_PATH: '/shop',
    DURATION: String(seconds),
    REQUESTS_PER_SECOND: String(rate),
  };
  const child = spawn('/bin/sh', ['-c', script], { env });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  const code = await new Promise<number | null>((resolve) => {
    child.on('close', resolve);
  });
  server.close();
  return { code, output: output.trim(), seen };
}

(usable ? describe : describe.skip)(
  usable ? 'the traffic generator' : 'the traffic generator (skipped: needs curl 7.84 or newer)',
  () => {
    test.each([
      ['fast answers', 0],
      ['slow answers', 300],
    ])('holds the rate to each endpoint with %s', async (_, delay) => {
      const { code, seen } = await generate({ rate: 10, seconds: 4, delay });
      expect(code).toBe(0);
      expect(Object.keys(seen).toSorted()).toEqual(['/shop/', '/shop/health', '/shop/items']);
      for (const times of Object.values(seen)) {
        expect(times).toHaveLength(40);
        const rate = (times.length - 1) / (((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000);
        expect(Math.abs(rate - 10)).toBeLessThan(1);
      }
    });

    test('counts failures, and fails above 5 % of them', async () => {
      const few = await generate({ rate: 10, seconds: 2, status: (i) => (i % 25 === 0 ? 503 : 200) });
      expect([few.code, few.output]).toEqual([0, '60 requests, 3 failed']);
      const many = await generate({ rate: 10, seconds: 2, status: (i) => (i % 10 === 0 ? 503 : 200) });
      expect([many.code, many.output]).toEqual([1, '60 requests, 6 failed']);
    });

    test('fails when nobody answers', () => {
      const env = {
        PATH: process.env['PATH'],
        SERVICE_URL: 'http://127.0.0.1:9',
        ROOT_PATH: '',
        DURATION: '1',
        REQUESTS_PER_SECOND: '2',
      };
      const { status, stdout } = spawnSync('/bin/sh', ['-c', script], { env, encoding: 'utf8' });
      expect([status, stdout.trim()]).toEqual([1, '6 requests, 6 failed']);
    });
  },
);

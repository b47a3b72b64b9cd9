import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface RegistryServer {
  /** `127.0.0.1:40321`, as images name it. */
  readonly host: string;
  readonly stop: () => Promise<void>;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('a TCP server has an address and a port');
  return address.port;
}

/** The distribution project's registry, with storage of its own. `auth` is that section of its configuration. */
export async function startRegistry(
  program: string,
  auth?: (directory: string) => Readonly<Record<string, unknown>>,
): Promise<RegistryServer> {
  const directory = mkdtempSync(join(tmpdir(), 'fairlead-registry-'));
  const host = `127.0.0.1:${await freePort()}`;
  const config = {
    version: 0.1,
    log: { level: 'error', accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: join(directory, 'storage') }, delete: { enabled: true } },
    http: { addr: host },
    ...(auth && { auth: auth(directory) }),
  };
  const file = join(directory, 'config.yml');
  writeFileSync(file, JSON.stringify(config));
  const child = spawn(program, ['serve', file], { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  for (let i = 0; i < 200; i++) {
    if (child.exitCode !== null) throw new Error(`docker-registry ended with ${child.exitCode}`);
    if (await fetch(`http://${host}/v2/`).catch(() => undefined)) break;
    await sleep(25);
  }
  return {
    host,
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

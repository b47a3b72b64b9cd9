import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const ROOT = join(import.meta.dirname, '../..');
export const CLI = join(ROOT, 'dist/cli/index.js');

/** What the probe saw: the objects that Argo CD would apply, or the error that it would show. */
export interface Answer {
  readonly manifests: readonly Record<string, unknown>[];
  readonly parameters?: readonly Record<string, unknown>[];
  readonly discovery: boolean;
  readonly error?: string;
  readonly failures?: number;
}

export interface PluginServer {
  /** Streams a repository to the plugin, with the probe's flags, as Argo CD's repo-server does. */
  readonly ask: (repository: string, path: string, ...flags: readonly string[]) => Promise<Answer>;
  /** Where compiled code is kept, made before the server starts, as in the image. */
  readonly kept: string;
  readonly stop: () => Promise<void>;
}

/** Argo CD's own plugin server with the project's plugin.yaml, in folders of its own. */
export async function startPluginServer(tools: {
  readonly 'argocd-cmp-server': string;
  readonly 'argocd-cmp-probe': string;
}): Promise<PluginServer> {
  const home = mkdtempSync(join(tmpdir(), 'fairlead-plugin-'));
  const [bin, config, sockets, temporary, caches] = ['bin', 'config', 'sockets', 'tmp', 'cache'].map((name) => join(home, name));
  if (!bin || !config || !sockets || !temporary || !caches) throw new Error('five folders were named');
  for (const dir of [bin, config, sockets, temporary, caches]) mkdirSync(dir);
  cpSync(join(ROOT, 'plugin/plugin.yaml'), join(config, 'plugin.yaml'));
  writeFileSync(join(bin, 'fairlead'), `#!/bin/sh\nexec "${process.execPath}" "${CLI}" "$@"\n`, { mode: 0o755 });
  const env = {
    PATH: `${bin}:${process.env['PATH']}`,
    HOME: home,
    TMPDIR: temporary,
    XDG_CACHE_HOME: caches,
    ARGOCD_PLUGINSOCKFILEPATH: sockets,
  };
  const shop = { cwd: join(ROOT, 'examples/shop/apps/web'), env: { ...env, ARGOCD_ENV_ENVIRONMENT: 'prod' } };
  for (const command of ['generate', 'parameters']) execFileSync(join(bin, 'fairlead'), [command], shop);
  const server = spawn(tools['argocd-cmp-server'], ['--config-dir-path', config], { env, stdio: 'ignore' });
  const socket = join(sockets, 'fairlead.sock');
  for (let i = 0; i < 200 && !existsSync(socket); i++) await sleep(50);
  if (!existsSync(socket)) throw new Error(`argocd-cmp-server made no socket (exit code ${server.exitCode})`);

  return {
    ask: async (repository, path, ...flags) => {
      const args = ['--socket', socket, '--repo', repository, '--path', path, ...flags];
      return JSON.parse(await outputOf(tools['argocd-cmp-probe'], args, env));
    },
    kept: join(caches, 'fairlead'),
    stop: async () => {
      await ended(server);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Standard output of a program, also of one that fails: the probe reports errors there. */
function outputOf(program: string, args: readonly string[], env: Record<string, string>): Promise<string> {
  return new Promise((resolve) => {
    execFile(program, args, { env, maxBuffer: 1 << 26 }, (_error, stdout) => resolve(stdout));
  });
}

function ended(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    server.once('exit', () => resolve());
    server.kill('SIGKILL'); // on SIGTERM it removes its socket and stays
  });
}

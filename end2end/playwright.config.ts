// How the journeys run: pairs of script, language and width, against BASE_URL or a server of their own. The gate runs the two
// that differ in everything; the drill (CLEARWAY_DRILL=1) all four.
import { defineConfig, type Project } from '@playwright/test';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const chromium = process.env.CHROMIUM ?? ['/usr/bin/chromium'].find(existsSync);
const binary = process.env.CLEARWAY_BINARY ?? fileURLToPath(new URL('../target/ci/clearway', import.meta.url));

// Each worker reads this file again: what is chosen once is handed down in the environment.
const address = (process.env.CLEARWAY_TEST_ADDR ??= `127.0.0.1:${await freePort()}`);
const data = process.env.BASE_URL ? undefined : (process.env.CLEARWAY_TEST_DATA ??= newFolder());
const baseURL = process.env.BASE_URL ?? `http://${address}`;

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  reporter: 'list',
  use: {
    baseURL,
    timezoneId: 'Asia/Shanghai',
    // A trace costs as much as the journey: CLEARWAY_TRACE=1 keeps one of whatever fails.
    trace: process.env.CLEARWAY_TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: chromium,
      // Chromium's sandbox refuses to start for root, and only then goes without.
      chromiumSandbox: process.getuid?.() !== 0,
      // A browser that looks for its maker's hosts is slow, and loud, where there are none.
      args: ['--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
  projects: process.env.CLEARWAY_DRILL
    ? [pair('on', 'zh', 360), pair('on', 'en', 1280), pair('off', 'zh', 1280), pair('off', 'en', 360)]
    : [pair('on', 'zh', 360), pair('off', 'en', 1280)],
  webServer: data === undefined ? undefined : {
    command: `"${binary}" serve`,
    url: `${baseURL}/ready`,
    env: { CLEARWAY_ADDR: address, CLEARWAY_DATA: data, CLEARWAY_DEMO: '1', CLEARWAY_DEMO_WORLD: 'small', CLEARWAY_LOG: 'error' },
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
    timeout: 60_000,
    stdout: 'ignore',
    stderr: 'pipe',
  },
});

function pair(script: 'on' | 'off', language: 'zh' | 'en', width: number): Project {
  return {
    name: `script ${script}, ${language}, ${width}`,
    use: {
      javaScriptEnabled: script === 'on',
      locale: { zh: 'zh-CN', en: 'en-GB' }[language],
      viewport: { width, height: 800 },
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'clearway-end2end-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

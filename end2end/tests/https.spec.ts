// An office without a proxy: TLS in the binary with a certificate made here, cookies that no other host can write, one report, one desk.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { BrowserContext } from '@playwright/test';
import { expect, test } from '../fixtures';
import { Citizen, Officer } from '../people';
import { languageOf } from '../words';

const WHAT = '不动产登记窗口三次要求提交同一份婚姻证明，每次都说材料不齐，跑了三趟还没有办成。';

test.describe.configure({ timeout: 90_000 });
test.use({ ignoreHTTPSErrors: true });

/** A demo that speaks TLS. */
class Secure {
  readonly #folder = mkdtempSync(join(tmpdir(), 'clearway-https-'));
  #server?: ChildProcess;
  address = '';

  async opens(): Promise<void> {
    const [cert, key] = ['cert.pem', 'key.pem'].map((name) => join(this.#folder, name));
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', cert, ...subject], { stdio: 'ignore' });
    const probe = createServer().listen(0, '127.0.0.1');
    await new Promise((listening) => probe.once('listening', listening));
    const { port } = probe.address() as AddressInfo;
    await new Promise((closed) => probe.close(closed));
    this.address = `https://127.0.0.1:${port}`;
    const { CLEARWAY_BINARY, PATH } = process.env;
    const env = {
      PATH,
      CLEARWAY_DATA: join(this.#folder, 'data'),
      CLEARWAY_ADDR: `127.0.0.1:${port}`,
      CLEARWAY_PUBLIC_URL: this.address,
      CLEARWAY_TLS_CERT: cert,
      CLEARWAY_TLS_KEY: key,
      CLEARWAY_DEMO: '1',
      CLEARWAY_DEMO_WORLD: 'small',
      CLEARWAY_LOG: 'error',
    };
    this.#server = spawn(CLEARWAY_BINARY ?? join(import.meta.dirname, '../../target/ci/clearway'), ['serve'], { env });
    for await (const line of createInterface({ input: this.#server.stdout! })) {
      expect(line).toBe(this.address);
      return;
    }
    throw new Error('the server did not open');
  }

  closes(): void {
    this.#server?.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

async function keepsItsCookies(context: BrowserContext, names: string[]): Promise<void> {
  const cookies = await context.cookies();
  expect(cookies.map(({ name }) => name)).toEqual(expect.arrayContaining(names.map((name) => `__Host-clearway_${name}`)));
  for (const { name, secure, httpOnly, sameSite, path } of cookies) {
    expect(name).toMatch(/^__Host-clearway_/);
    expect({ secure, httpOnly, sameSite, path }).toEqual({ secure: true, httpOnly: true, sameSite: 'Lax', path: '/' });
  }
}

test('over https a report is filed, staff sign in, and no cookie can be written by others', async ({ anotherBrowser, javaScriptEnabled, locale }) => {
  const secure = new Secure();
  await secure.opens();
  try {
    const browsers = { baseURL: secure.address, ignoreHTTPSErrors: true };
    const context = await anotherBrowser({ ...browsers, javaScriptEnabled, locale });
    const citizen = new Citizen(await context.newPage(), languageOf(locale));
    const opened = await citizen.page.goto('/');
    expect(opened!.headers()['strict-transport-security']).toBe('max-age=31536000');
    await citizen.begins();
    await citizen.reaches('check', { what: WHAT });
    await citizen.sends();
    const receipt = await citizen.readsTheReceipt();
    await citizen.tracks(receipt);
    await keepsItsCookies(context, ['browser', 'track']);

    const office = await anotherBrowser(browsers);
    const officer = new Officer(await office.newPage());
    await officer.signsIn('dispatcher');
    await officer.page.goto('/s/q/to-dispatch');
    await expect(officer.page.locator('.case-row', { hasText: receipt.number })).toBeVisible();
    const protocol = await officer.page.evaluate(() => (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming).nextHopProtocol);
    expect(protocol).toBe('h2');
    await keepsItsCookies(office, ['session']);
    // what a page still loads by itself ends with it, not with the server
    await context.close();
    await office.close();
  } finally {
    secure.closes();
  }
});

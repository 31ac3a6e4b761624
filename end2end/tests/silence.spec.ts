// Nobody says whether it is solved: after seven days the case closes without a verdict, and both sides read that in words.
// The clock of a demonstration of its own is moved: days that pass end every session and every deadline in it.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from '../fixtures';
import { Citizen, Officer } from '../people';
import { languageOf } from '../words';

const WHAT = '医保窗口让我回单位盖章，单位说早就不用盖了，跑了两趟没有办成。';
const ANSWER = '您好！参保登记已经不用单位盖章，请您本周带身份证到任一窗口，当场就能办好。';
// its leader does not sign
const DEPARTMENT = '示例市医疗保障局';

test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, 'the desk needs script');
test.describe.configure({ timeout: 180_000 });

const folder = mkdtempSync(join(tmpdir(), 'clearway-silence-'));
const { CLEARWAY_BINARY, PATH } = process.env;
const env = { PATH, CLEARWAY_DATA: folder, CLEARWAY_ADDR: '127.0.0.1:0', CLEARWAY_DEMO: '1', CLEARWAY_DEMO_WORLD: 'small', CLEARWAY_LOG: 'error' };
const server = () => spawn(CLEARWAY_BINARY ?? join(import.meta.dirname, '../../target/ci/clearway'), ['serve'], { env });

test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('seven days of silence close a case without a verdict', async ({ anotherBrowser, locale, axe }) => {
  const own = server();
  let baseURL = '';
  for await (const line of createInterface({ input: own.stdout! })) {
    baseURL = /(http:\S+)/.exec(line)?.[1] ?? '';
    if (baseURL !== '') break;
  }
  const browser = await anotherBrowser({ baseURL, locale });
  const citizen = new Citizen(await browser.newPage(), languageOf(locale));
  const officer = new Officer(await (await anotherBrowser({ baseURL })).newPage());
  const receipt = await citizen.files(WHAT);
  for (const [who, does] of [
    ['dispatcher', () => officer.dispatches(receipt.number, DEPARTMENT)],
    ['officer2', async () => { await officer.accepts(receipt.number); await officer.replies(ANSWER); }],
    ['reviewer', () => officer.releases(receipt.number)],
  ] as const) {
    await officer.signsIn(who);
    await does();
    await officer.signsOut();
  }
  await citizen.tracks(receipt);
  await expect(citizen.page.locator('.answer')).toContainText(ANSWER);
  await expect(citizen.page.locator('main')).not.toContainText(citizen.say('closed_unjudged'));

  const time = await browser.newPage();
  for (let day = 0; day < 8; day += 1) {
    await time.goto('/demo');
    await time.getByRole('button', { name: citizen.say('demo_wait'), exact: true }).click();
    await expect(time.getByRole('heading', { level: 1 })).toHaveText(citizen.say('demo_title'));
  }
  // what ends by itself is looked for now and then
  await expect(async () => {
    await citizen.tracks(receipt);
    await expect(citizen.page.locator('.answer')).toContainText(citizen.say('closed_unjudged'), { timeout: 2_000 });
  }).toPass({ timeout: 90_000 });
  const main = citizen.page.locator('main');
  await expect(main).toContainText(citizen.say('stage_closed'));
  await expect(citizen.page.locator('.timeline')).toContainText(citizen.say('event_closed_unjudged'));
  await expect(main, 'silence is no praise').not.toContainText(citizen.say('event_solved'));
  await axe(citizen.page);

  await officer.signsIn('officer2');
  await officer.opens(receipt.number);
  await expect(officer.page.locator('.timeline')).toContainText(officer.say('event_closed_unjudged'));
  await expect(officer.page.locator('.timeline')).not.toContainText(officer.say('event_solved'));
  await axe(officer.page);
  own.kill();
});

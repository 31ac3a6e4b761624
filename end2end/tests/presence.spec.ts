// Who is on a case is said in its row: somebody who looks, quietly; somebody who writes, so that nobody writes beside them.
import { expect, test } from '../fixtures';
import { Citizen, Officer } from '../people';
import { languageOf } from '../words';

const WHAT = '社保卡激活要去银行，银行让回社保窗口，窗口又说系统没有记录。';
const OFFICE = '示例市不动产登记中心';
const WORDS = '您好，我们正在核实您的情况。';
/** A list asks every twenty seconds, a page says so as often, and whoever left (the dispatcher) is forgotten after 45. */
const SOON = { timeout: 80_000 };

test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, 'the desk needs script');
test.describe.configure({ timeout: 240_000, retries: 1 });

test('a list says who looks at a case and who writes an answer to it', async ({ page, staffPage, anotherBrowser, locale, axe }) => {
  const receipt = await new Citizen(page, languageOf(locale)).files(WHAT);
  const first = new Officer(staffPage);
  await first.signsIn('dispatcher');
  await first.dispatches(receipt.number, OFFICE);
  await first.signsOut();
  await first.signsIn('officer');
  await first.accepts(receipt.number);
  const beside = new Officer(await (await anotherBrowser()).newPage());
  await beside.signsIn('officer3');
  await beside.page.goto('/s/q/to-reply');
  await expect(beside.page.locator('html')).toHaveAttribute('data-app', '');
  const row = beside.page.locator('.case-row', { hasText: receipt.number });
  const name = '周立明';
  await expect(row).toContainText(beside.say('row_viewing', { name }), SOON);
  await expect(row.locator('.case-row__present--writes')).toHaveCount(0);
  await axe(beside.page);
  await staffPage.getByLabel(first.say('reply_label')).fill(WORDS);
  await expect(row.locator('.case-row__present--writes')).toHaveText(beside.say('row_replying', { name }), SOON);
  await axe(beside.page);
  // on the page of the case it is said, too, where one would write
  await beside.opens(receipt.number);
  await expect(beside.page.locator('.presence')).toContainText(name, SOON);
  await staffPage.getByLabel(first.say('reply_label')).fill('');
});

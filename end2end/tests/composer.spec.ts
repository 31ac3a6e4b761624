// Words to the citizen, while they are written: kept as they are typed, beside templates, colleagues and what happens meanwhile.
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import { Citizen, Officer, type Receipt } from '../people';
import { languageOf } from '../words';

const WHAT = '不动产登记窗口要我再交一次已经交过的材料，还说系统里查不到我的房产信息。';
const OFFICE = '示例市不动产登记中心';
const REPLY = '您好！您交过的材料我们已经在系统里查到，不用再交，今天下午就可以来窗口领证。';
const OTHER = '您好！您的登记信息已经补录完成，请您明天上午携带身份证到三号窗口领取证书。';
const NOTE = '已和档案室核对，材料齐全。';
/** What is typed is kept three seconds after the last key. */
const KEPT = { timeout: 15_000 };

test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, 'the desk needs script');
test.describe.configure({ timeout: 150_000, retries: 1 });
test.use({ actionTimeout: 15_000 });

/** A case that waits for an answer of the office, and somebody who has it open. */
async function accepted(page: Page, desk: Page, locale: string | undefined): Promise<[Receipt, Officer]> {
  const receipt = await new Citizen(page, languageOf(locale)).files(WHAT);
  const officer = new Officer(desk);
  await officer.signsIn('dispatcher');
  await officer.dispatches(receipt.number, OFFICE);
  await officer.signsOut();
  await officer.signsIn('officer');
  await officer.accepts(receipt.number);
  return [receipt, officer];
}

const reply = (officer: Officer) => officer.page.getByLabel(officer.say('reply_label'));
const note = (officer: Officer) => officer.page.getByLabel(officer.say('note_label'));
const tab = (officer: Officer, part: 'reply' | 'note') =>
  officer.page.getByRole('tab', { name: officer.say(`composer_${part}`), exact: true });
/** "Draft saved", in the part of the composer that is shown. */
const kept = (officer: Officer) =>
  officer.page.getByRole('tabpanel').getByText(new RegExp(`^${officer.say('draft_kept', { time: '.+' })}$`));

test('words to the citizen and to colleagues are kept as they are typed', async ({ page, staffPage, locale, axe, expectStatus }) => {
  expectStatus(422);
  const [receipt, officer] = await accepted(page, staffPage, locale);
  await reply(officer).fill(REPLY);
  await expect(kept(officer)).toBeVisible(KEPT);
  await tab(officer, 'note').click();
  await note(officer).fill(NOTE);
  await axe(staffPage);
  await expect(kept(officer)).toBeVisible(KEPT);
  await tab(officer, 'note').focus();
  await staffPage.keyboard.press('ArrowLeft');
  await expect(tab(officer, 'reply')).toBeFocused();
  await expect(reply(officer)).toHaveValue(REPLY);
  await officer.opens(receipt.number);
  await expect(reply(officer)).toHaveValue(REPLY);
  await tab(officer, 'note').click();
  await expect(note(officer)).toHaveValue(NOTE);
  await staffPage.getByRole('button', { name: officer.say('note_send'), exact: true }).click();
  await expect(note(officer)).toHaveValue('');
  await tab(officer, 'reply').click();
  await expect(reply(officer), 'a note that was sent leaves the words to the citizen').toHaveValue(REPLY);
  const said = staffPage.getByLabel(officer.say('contact_said'));
  await said.fill(NOTE);
  await staffPage.getByRole('button', { name: officer.say('contact_send'), exact: true }).click();
  await expect(said, 'what was written down once is not written down twice').toHaveValue('');
  await expect(reply(officer)).toHaveValue(REPLY);
  await officer.opens(receipt.number);
  await expect(reply(officer)).toHaveValue(REPLY);
  await expect(note(officer)).toHaveValue('');

  // a template comes in where the cursor stands; what it leaves open is asked for before it is sent
  await reply(officer).press('Home');
  for (let step = 0; step < 4; step += 1) await reply(officer).press('ArrowRight');
  await staffPage.getByText(officer.say('templates_title')).click();
  await staffPage.getByLabel(officer.say('templates_find')).fill('english');
  await axe(staffPage);
  await staffPage.getByLabel(officer.say('templates_find')).press('Enter');
  await expect(reply(officer)).toHaveValue(new RegExp(`^${REPLY.slice(0, 4)}Dear [^]*${receipt.number}[^]*${REPLY.slice(4)}$`));
  await expect(reply(officer)).toBeFocused();
  const filled = await reply(officer).inputValue();
  await staffPage.getByRole('button', { name: officer.say('reply_send'), exact: true }).click();
  await expect(staffPage.getByRole('alert').filter({ hasText: officer.say('refused_not_filled') })).toBeVisible();
  await expect(reply(officer)).toHaveValue(filled);
  await officer.replies(filled.replaceAll(/[{}]/g, ''));
  await staffPage.getByRole('link', { name: officer.say('back_to_queue') }).click();
  await expect(staffPage.getByRole('heading', { level: 1 }), 'and the next one waits').toHaveText(officer.say('bucket_to_reply'));
});

test('two officers answer at once: the second reads what the first did and loses no word', async ({ page, staffPage, anotherBrowser, locale, axe, expectStatus }) => {
  expectStatus(409);
  const [receipt, first] = await accepted(page, staffPage, locale);
  const second = new Officer(await (await anotherBrowser()).newPage());
  await second.signsIn('officer3');
  await second.opens(receipt.number);
  await expect(reply(second), 'whoever holds it writes alone').toHaveCount(0);
  await first.page.getByRole('button', { name: first.say('let_go_send') }).click();
  await expect(first.page.getByRole('button', { name: first.say('claim_send'), exact: true })).toBeVisible();
  await second.opens(receipt.number);
  await reply(second).fill(OTHER);
  await tab(first, 'note').click();
  await note(first).fill(NOTE);
  await staffPage.getByRole('button', { name: first.say('note_send'), exact: true }).click();
  await expect(note(first)).toHaveValue('');
  await first.replies(REPLY);
  await second.page.getByRole('button', { name: second.say('reply_send'), exact: true }).click();
  await expect(second.page.getByRole('alert').filter({ hasText: second.say('refused_changed') })).toBeVisible();
  await expect(reply(second)).toHaveValue(OTHER);
  await axe(second.page);
  await second.page.getByRole('button', { name: second.say('case_show') }).first().click();
  await expect(second.page.getByText(second.say('meanwhile_title'))).toBeVisible();
  await expect(second.page.locator('.composer')).toContainText(REPLY);
  await expect(second.page.locator('.composer')).toContainText(OTHER);
  await axe(second.page);
  await second.page.getByRole('button', { name: second.say('composer_left_done') }).click();
  await expect(second.page.locator('.composer'), 'what nobody needs any more can go').not.toContainText(OTHER);
  await second.opens(receipt.number);
  await expect(second.page.locator('.composer')).not.toContainText(OTHER);
});

test('a number of a person in an answer is named before it goes out, and an office number is none', async ({ page, staffPage, locale, axe, expectStatus }) => {
  expectStatus(422);
  const [receipt, officer] = await accepted(page, staffPage, locale);
  const telling = `${REPLY}刚才打您的13900000001没有接通，有事请拨0951-6665678或12345。`;
  await reply(officer).fill(telling);
  await staffPage.getByRole('button', { name: officer.say('reply_send'), exact: true }).click();
  const alarm = staffPage.getByRole('alert').filter({ hasText: officer.say('refused_unchecked') });
  await expect(alarm).toContainText('139****0001');
  await expect(alarm, 'the office and its hotline are nobody').not.toContainText('5678');
  await expect(alarm).not.toContainText('13900000001');
  await expect(reply(officer)).toHaveValue(telling);
  await axe(staffPage);
  // kept on the server, too: a closed tab costs nothing
  await officer.opens(receipt.number);
  await expect(reply(officer)).toHaveValue(telling);
  await staffPage.getByRole('button', { name: officer.say('reply_send'), exact: true }).click();
  await staffPage.getByLabel(officer.say('reply_checked')).check();
  await officer.replies(telling);
});

test('a session that was ended elsewhere costs no word', async ({ page, staffPage, anotherBrowser, locale, axe, expectStatus }) => {
  expectStatus(401);
  const [receipt, officer] = await accepted(page, staffPage, locale);
  await reply(officer).fill(REPLY);
  await expect(kept(officer)).toBeVisible(KEPT);
  const elsewhere = await anotherBrowser();
  await elsewhere.addCookies(await staffPage.context().cookies());
  const twin = new Officer(await elsewhere.newPage());
  await twin.opens(receipt.number);
  await twin.signsOut();
  await reply(officer).press('End');
  await staffPage.keyboard.insertText(NOTE);
  await expect(staffPage.getByText(officer.say('draft_not_kept'))).toBeVisible(KEPT);
  await expect(staffPage.getByRole('alert').filter({ hasText: officer.say('refused_signed_out') })).toBeVisible();
  await expect(reply(officer)).toHaveValue(REPLY + NOTE);
  await axe(staffPage);
  const again = new Officer(await staffPage.context().newPage());
  await again.signsIn('officer');
  await expect(kept(officer), 'what could not be kept is kept once it can be').toBeVisible({ timeout: 20_000 });
  await expect(staffPage.getByRole('alert').filter({ hasText: officer.say('refused_signed_out') })).toBeHidden();
  await again.opens(receipt.number);
  await expect(reply(again)).toHaveValue(REPLY + NOTE);
  await officer.replies(REPLY + NOTE);
});

test('words typed on one case never stand on another', async ({ staffPage }) => {
  const officer = new Officer(staffPage);
  await officer.signsIn('officer');
  await staffPage.goto('/s/q/to-reply');
  await expect(staffPage.locator('html')).toHaveAttribute('data-app', '');
  const links = staffPage.locator('.case-row__link');
  const [one, other] = await links.evaluateAll((found) => found.map((link) => link.getAttribute('href')!));
  await staffPage.goto(one);
  await expect(staffPage.locator('html')).toHaveAttribute('data-app', '');
  await reply(officer).fill(REPLY);
  await expect(kept(officer)).toBeVisible(KEPT);
  // any link to another case: the app follows it without loading a page
  await staffPage.evaluate((href) => {
    const link = Object.assign(document.createElement('a'), { href, textContent: 'other' });
    document.querySelector('main')!.append(link);
  }, other);
  await staffPage.getByRole('link', { name: 'other', exact: true }).click();
  await expect(staffPage).toHaveURL(new RegExp(`${other}$`));
  await expect(reply(officer)).toHaveValue('');
  await staffPage.goBack();
  await expect(reply(officer)).toHaveValue(REPLY);
  await reply(officer).fill('');
});

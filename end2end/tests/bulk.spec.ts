// Many cases sent to the wrong department: each is taken back as long as nobody has begun there, and the citizen reads it.
import { expect, test } from '../fixtures';
import { Citizen, Officer } from '../people';
import { languageOf } from '../words';

const WHAT = '公积金窗口说要到别的大厅盖章，那边又说不归他们管，来回三趟。';
const WRONG = '示例市不动产登记中心';

test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, 'the desk needs script');
test.describe.configure({ timeout: 150_000, retries: 1 });
test.use({ actionTimeout: 15_000 });

test('what many were wrongly sent to is taken back row by row, and each row says what became of it', async ({ page, staffPage, anotherBrowser, locale, axe }) => {
  const citizen = new Citizen(page, languageOf(locale));
  const receipts = [await citizen.files(WHAT), await citizen.files(WHAT)];
  const dispatcher = new Officer(staffPage);
  await dispatcher.signsIn('dispatcher');
  await staffPage.goto('/s/q/to-dispatch');
  await expect(staffPage.locator('html')).toHaveAttribute('data-app', '');
  for (const { number } of receipts) await staffPage.locator('.case-row', { hasText: number }).locator('.pick__box').check();
  await staffPage.getByLabel(dispatcher.say('bulk_dispatch')).selectOption({ label: WRONG });
  const dialog = staffPage.getByRole('dialog');
  await dialog.getByRole('button', { name: dispatcher.say('dispatch_send'), exact: true }).click();
  await expect(dialog).toContainText('2 cases done');
  await expect(dialog).toContainText(dispatcher.say('bulk_undo_until', { minutes: 10 }));
  await axe(staffPage);
  const row = (number: string) => dialog.getByRole('listitem').filter({ hasText: number });
  await row(receipts[0]!.number).getByRole('button').click();
  await expect(row(receipts[0]!.number)).toContainText(dispatcher.say('bulk_undone'));
  await dialog.getByRole('button', { name: dispatcher.say('close'), exact: true }).click();
  await expect(staffPage.locator('.case-row', { hasText: receipts[0]!.number })).not.toContainText(dispatcher.say('row_left'));

  // the department begins with the other one: that is nobody's to take back
  const officer = new Officer(await (await anotherBrowser()).newPage());
  await officer.signsIn('officer');
  await officer.accepts(receipts[1]!.number);
  await staffPage.getByRole('button', { name: dispatcher.say('bulk_last'), exact: true }).click();
  await expect(row(receipts[0]!.number)).toContainText(dispatcher.say('bulk_undone'));
  await dialog.getByRole('button', { name: dispatcher.say('bulk_undo_all'), exact: true }).click();
  await expect(row(receipts[1]!.number)).toContainText(dispatcher.say('refused_changed'));
  await axe(staffPage);

  await citizen.tracks(receipts[0]!);
  await expect(page.locator('.timeline')).toContainText(citizen.say('event_taken_back', { department: WRONG }));
  await expect(page.locator('.timeline')).toContainText(citizen.say('event_dispatched', { department: WRONG }));
  await axe(page);
});

// What a reporter does after the report: adds, hurries, takes back, judges the answer, makes it private.
import { expect, test } from '../fixtures';
import { Citizen, Officer, type Receipt } from '../people';
import { languageOf } from '../words';

const WHAT = '不动产登记窗口三次要求提交同一份婚姻证明，每次都说材料不齐，跑了三趟还没有办成。';
const MORE = '今天上午又去了一次，窗口还是要原件。';
const WRONG = '答复说凭身份证就能办，可是窗口还是不收。';
const ANSWER = '登记中心已经改为自行核验婚姻登记信息，您不用再交证明。请于本周内到任一窗口办理，凭身份证即可。';
const AGAIN = '已经当面告诉窗口的同事，请您再去一次，凭身份证当场办结，不用再带别的材料。';
// its leader does not sign
const DEPARTMENT = '示例市医疗保障局';

/** Opens the page of an act from the page of the case. */
async function goes(citizen: Citizen, act: string): Promise<void> {
  const { page } = citizen;
  await page.locator('main').getByRole('link', { name: citizen.say(act), exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(citizen.say(act));
}

async function sends(citizen: Citizen, act: string): Promise<void> {
  await citizen.page.locator('main').getByRole('button', { name: citizen.say(`${act}_send`), exact: true }).click();
}

async function isDone(citizen: Citizen, act: string): Promise<void> {
  await expect(citizen.page.locator('.banner')).toContainText(citizen.say(`${act}_done`));
}

async function answers(officer: Officer, receipt: Receipt, text: string, first: boolean): Promise<void> {
  if (first) {
    await officer.signsIn('dispatcher');
    await officer.dispatches(receipt.number, DEPARTMENT);
    await officer.signsOut();
  }
  await officer.signsIn('officer2');
  if (first) await officer.accepts(receipt.number);
  else await officer.opens(receipt.number);
  await officer.replies(text);
  await officer.signsOut();
  await officer.signsIn('reviewer');
  await officer.releases(receipt.number);
  await officer.signsOut();
}

test('somebody adds words and a file, asks to hurry and takes it back', async ({ page, locale, axe }) => {
  const citizen = new Citizen(page, languageOf(locale));
  const receipt = await citizen.files(WHAT);
  await axe(page);
  await citizen.tracks(receipt);
  await page.getByText(citizen.say('why_title')).click();
  await expect(page.locator('.why__days')).toContainText(citizen.say('why_received'));
  await axe(page);

  await goes(citizen, 'own_supplement');
  await sends(citizen, 'own_supplement');
  await expect(page.getByRole('alert')).toContainText(citizen.say('own_nothing'));
  await axe(page);
  await page.getByLabel(citizen.say('own_supplement_label')).fill('四个字');
  await sends(citizen, 'own_supplement');
  await expect(page.getByLabel(citizen.say('own_supplement_label'))).toHaveValue('四个字');
  await page.getByLabel(citizen.say('own_supplement_label')).fill(MORE);
  await page.getByLabel(citizen.say('own_files')).setInputFiles({ name: '通知.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\na letter\ntrailer\n%%EOF\n') });
  await sends(citizen, 'own_supplement');
  await isDone(citizen, 'own_supplement');
  await expect(page.locator('.timeline')).toContainText(MORE);
  await expect(page.locator('.timeline')).toContainText('通知.pdf');

  await goes(citizen, 'own_urge');
  await sends(citizen, 'own_urge');
  await expect(page.getByRole('alert')).toContainText(citizen.say('own_reason_empty'));
  await axe(page);
  await page.getByLabel(citizen.say('urge_more_urgent')).check();
  await sends(citizen, 'own_urge');
  await isDone(citizen, 'own_urge');
  await expect(page.locator('main')).toContainText(citizen.say('absent_urged'));

  await goes(citizen, 'own_withdraw');
  await axe(page);
  await page.getByLabel(citizen.say('withdraw_solved')).check();
  await sends(citizen, 'own_withdraw');
  await isDone(citizen, 'own_withdraw');
  await expect(page.locator('main')).toContainText(citizen.say('due_withdrawn'));
  await axe(page);
  expect(page.url()).not.toContain(receipt.code.slice(0, 4));
});

test('what is not solved comes back, is answered again and closed', async ({ page, staffPage, locale, axe }) => {
  test.slow();
  const citizen = new Citizen(page, languageOf(locale));
  const officer = new Officer(staffPage);
  const receipt = await citizen.files(WHAT);
  await answers(officer, receipt, ANSWER, true);

  await citizen.tracks(receipt);
  await axe(page);
  await goes(citizen, 'own_not_solved');
  await page.getByLabel(citizen.say('own_still_wrong')).fill(WRONG);
  await sends(citizen, 'own_not_solved');
  await isDone(citizen, 'own_not_solved');
  await expect(page.locator('main')).toContainText(citizen.say('stage_again'));

  await answers(officer, receipt, AGAIN, false);
  await citizen.tracks(receipt);
  await expect(page.locator('.answer')).toContainText(AGAIN);
  await expect(page.locator('main')).toContainText(citizen.say('absent_once', { hotline: '12345' }));
  await goes(citizen, 'own_solved');
  await axe(page);
  await sends(citizen, 'own_solved');
  await isDone(citizen, 'own_solved');
  await expect(page.locator('main')).toContainText(citizen.say('stage_closed'));
  await axe(page);
});

test('there is something to read, and the same way to it everywhere', async ({ page, locale, axe }) => {
  const citizen = new Citizen(page, languageOf(locale));
  await page.goto('/');
  for (const name of ['help_title', 'contact_title', 'privacy_title', 'accessibility_title']) {
    await page.getByRole('contentinfo').getByRole('link', { name: citizen.say(name), exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(citizen.say(name));
    await expect(page).toHaveTitle(citizen.say('page_title', { page: citizen.say(name) }));
    await axe(page);
  }
});

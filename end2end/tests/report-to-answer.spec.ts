// The thin path, whole: a person reports, staff answer, the person reads the answer. With script, as one document.
import { expect, test } from '../fixtures';
import { Citizen, Officer } from '../people';
import { languageOf } from '../words';

const WHAT = '不动产登记窗口三次要求提交同一份婚姻证明，每次都说材料不齐，跑了三趟还没有办成。';
const ANSWER = '登记中心已经改为自行核验婚姻登记信息，您不用再交证明。请于本周内到任一窗口办理，凭身份证即可。';

test('a report goes to its answer', async ({ page, staffPage, locale, javaScriptEnabled, axe }) => {
  test.slow(); // two browsers, and every page of a report
  const citizen = new Citizen(page, languageOf(locale));
  const documents: string[] = [];
  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) documents.push(request.url());
  });
  await citizen.begins();
  await citizen.reaches('check', { what: WHAT });
  await citizen.sends();
  const receipt = await citizen.readsTheReceipt();
  await axe(page);
  await citizen.printsOneSheet();
  // One document, from the front door to the receipt, once the app has taken over; without script, one a page.
  if (javaScriptEnabled !== false) expect(documents).toHaveLength(1);
  await citizen.goesToTheCase(receipt);

  const officer = new Officer(staffPage);
  await officer.signsIn('dispatcher');
  await officer.dispatches(receipt.number, '示例市不动产登记中心');
  await officer.signsOut();
  await officer.signsIn('officer');
  await officer.accepts(receipt.number);
  await officer.replies(ANSWER);
  await officer.signsOut();

  await citizen.tracks(receipt);
  await expect(page.locator('main')).toContainText(citizen.say('stage_replied'));
  await expect(page.locator('main')).not.toContainText(ANSWER);

  await officer.signsIn('leader');
  await officer.signs(receipt.number);
  await officer.signsOut();
  await officer.signsIn('reviewer');
  await officer.releases(receipt.number);

  await citizen.tracks(receipt);
  await expect(page.locator('main')).toContainText(ANSWER);
  await expect(page.locator('main')).toContainText('138****8000');
  await expect(page.locator('main')).not.toContainText('周立明');
  expect(page.url()).not.toContain(receipt.code.slice(0, 4));
  await axe(page);
});

test('the code is for the browser that reported, and a wrong pair opens nothing', async ({ page, browser, locale }) => {
  const citizen = new Citizen(page, languageOf(locale));
  const receipt = await citizen.files(WHAT);
  const elsewhere = await browser.newContext({ locale });
  const stranger = new Citizen(await elsewhere.newPage(), languageOf(locale));
  await stranger.page.goto(`/report/done/${receipt.number.replaceAll(' ', '')}`);
  await expect(stranger.page.locator('main')).toContainText(stranger.say('done_hidden_title'));
  await expect(stranger.page.locator('main')).not.toContainText(receipt.code);
  await stranger.tracks({ ...receipt, code: '0000000000' });
  await expect(stranger.page.getByRole('alert')).toContainText(stranger.say('track_pair_bad'));
  await expect(stranger.page.getByLabel(stranger.say('number'))).toHaveValue(/990101/);
  await elsewhere.close();
});

// What is wrong is said above and beside the field, in the same words, and nothing that was typed is lost.
import { expect, test } from '../fixtures';
import { Citizen } from '../people';
import { languageOf } from '../words';

test('each error is told and every answer kept', async ({ page, locale, axe }) => {
  const citizen = new Citizen(page, languageOf(locale));
  await citizen.opensTheForm();
  await citizen.writes({ name: '王'.repeat(31), phone: '12345', what: '太短' });
  await citizen.sends();
  const summary = page.getByRole('alert');
  const told = [
    citizen.say('what_short', { min: 10 }),
    citizen.say('region_empty'),
    citizen.say('name_long', { max: 30 }),
    citizen.say('phone_bad'),
  ];
  await expect(summary.getByRole('link')).toHaveText(told);
  await expect(page).toHaveTitle(new RegExp(`^${citizen.say('error_prefix').trim()}`));
  for (const text of told) await expect(page.locator('main').getByText(text)).toHaveCount(2);
  await expect(page.getByLabel(citizen.say('report_name'))).toHaveValue('王'.repeat(31));
  await expect(page.getByLabel(citizen.say('report_phone'))).toHaveValue('12345');
  await expect(page.getByLabel(citizen.say('report_what'))).toHaveValue('太短');
  await axe(page);

  await summary.getByRole('link').nth(1).click();
  await expect(page.getByLabel(citizen.say('report_region'))).toBeFocused();
  await citizen.writes({ what: '窗口让我跑了三趟，每次说法都不一样。', region: '990102', name: '', phone: '010-66555678' });
  await citizen.sends();
  await citizen.readsTheReceipt();
});

test('the same form sent again files once', async ({ page, locale }) => {
  const citizen = new Citizen(page, languageOf(locale));
  const what = '窗口让我跑了三趟，每次说法都不一样。';
  await citizen.opensTheForm();
  const draft = await page.locator('[name=draft]').inputValue();
  await citizen.writes({ what, region: '990101', phone: '13800138000' });
  await citizen.sends();
  const { number } = await citizen.readsTheReceipt();
  const again = await page.request.post('/api/report/file', {
    form: { draft, what, region: '990101', phone: '13800138000' },
    headers: { accept: 'text/html', origin: new URL(page.url()).origin },
    maxRedirects: 0,
  });
  expect(again.headers()['location']).toBe(`/report/done/${number.replaceAll(' ', '')}`);
});

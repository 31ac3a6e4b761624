// What is wrong is said above and beside the field, in the same words, and nothing that was typed is lost.
import { expect, test } from '../fixtures';
import { Citizen, type Answers } from '../people';
import { languageOf } from '../words';

type Wrong = { step: string; wrong: Answers; told: [string, Record<string, string | number>?][]; right?: Answers };

/** Every page, with everything that can be wrong on it; empty answers are those nobody gave. */
const PAGES: Wrong[] = [
  { step: 'county', wrong: { county: '' }, told: [['county_empty']] },
  { step: 'township', wrong: { township: '' }, told: [['township_empty']] },
  { step: 'service', wrong: {}, told: [['service_empty']] },
  { step: 'service', wrong: { service_q: '没有这种事项' }, told: [['service_not_found']] },
  { step: 'kind', wrong: {}, told: [['kind_empty']] },
  { step: 'obstacle', wrong: {}, told: [['obstacle_empty']] },
  { step: 'tried', wrong: {}, told: [['tried_empty']] },
  { step: 'tried', wrong: { tried_at: 'window', site: '' }, told: [['site_empty']] },
  { step: 'tried', wrong: { tried_at: 'machine', site: '厅' }, told: [['site_length', { min: 2, max: 60 }]] },
  { step: 'what', wrong: { what: '' }, told: [['what_empty']] },
  {
    step: 'what',
    wrong: { what: '太短', wish: '愿'.repeat(201) },
    told: [['what_short', { min: 10 }], ['wish_long', { max: 200, n: 201 }]],
    right: { wish: '' },
  },
  { step: 'what', wrong: { what: '长'.repeat(1001), wish: '' }, told: [['what_long', { max: 1000, n: 1001 }]] },
  { step: 'when', wrong: { year: '2026', month: '2', day: '30' }, told: [['date_unreal']] },
  { step: 'when', wrong: { year: '2999', month: '1', day: '1' }, told: [['date_future']] },
  {
    step: 'when',
    wrong: { year: '2001', month: '1', day: '1', reference: 'x'.repeat(41) },
    told: [['date_old', { years: 2 }], ['reference_long', { max: 40 }]],
    right: { year: '', month: '', day: '', reference: '' },
  },
  { step: 'where', wrong: { address: '路'.repeat(121) }, told: [['address_long', { max: 120, n: 121 }]], right: { address: '' } },
  { step: 'who', wrong: {}, told: [['who_empty']] },
  {
    step: 'contact',
    wrong: { organisation: '', credit_code: '91350100M000100Y44', name: '', phone: '' },
    told: [['organisation_empty'], ['credit_code_bad'], ['name_empty'], ['phone_empty']],
  },
  {
    step: 'contact',
    wrong: { organisation: '社', credit_code: '1', name: '王'.repeat(31), phone: '12345' },
    told: [['organisation_length', { min: 2, max: 60 }], ['credit_code_bad'], ['name_long', { max: 30 }], ['phone_bad']],
    right: { organisation: '示例商贸有限公司', credit_code: '91350100M000100Y43', phone: '010-66555678' },
  },
  { step: 'privacy', wrong: {}, told: [['visibility_empty'], ['identity_empty']] },
  { step: 'check', wrong: {}, told: [['not_declared']] },
];

test('each error is told and every answer kept', async ({ page, locale, axe }) => {
  test.slow();
  const citizen = new Citizen(page, languageOf(locale));
  await citizen.begins();
  let right: Answers = { who: 'organisation' };
  for (const { step, wrong, told, ...then } of PAGES) {
    await citizen.reaches(step, right);
    await citizen.answers(wrong);
    await page.locator('#report button:not([name]):not([type])').click();
    const texts = told.map(([key, values]) => citizen.say(key, values));
    await expect(page.getByRole('alert').getByRole('link')).toHaveText(texts);
    await expect(page).toHaveURL(/e=\d/);
    await expect(page).toHaveTitle(new RegExp(`^${citizen.say('error_prefix').trim()}`));
    for (const text of texts) await expect(page.locator('.field__error', { hasText: text })).toHaveCount(1);
    await keeps(citizen, wrong);
    await axe(page);
    right = { ...right, ...then.right };
  }
  await page.getByRole('alert').getByRole('link').click();
  await expect(page.locator('[name=declared]')).toBeFocused();
  await citizen.sends();
  await citizen.readsTheReceipt();
});

async function keeps(citizen: Citizen, answers: Answers): Promise<void> {
  for (const [name, value] of Object.entries(answers)) {
    const field = citizen.page.locator(`#report [name=${name}]`);
    if ((await field.first().getAttribute('type')) === 'radio') await expect(citizen.page.locator(`#report [name=${name}][value="${value}"]`)).toBeChecked();
    else await expect(field).toHaveValue(value);
  }
}

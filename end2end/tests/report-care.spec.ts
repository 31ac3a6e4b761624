// What the report does for whoever writes it: emergency numbers first, personal numbers masked, others with the same matter found.
import { expect, test } from '../fixtures';
import { Citizen } from '../people';
import { languageOf } from '../words';

test('danger leads to the emergency numbers first', async ({ page, locale, axe }) => {
  const citizen = new Citizen(page, languageOf(locale));
  await citizen.skipsTo('danger', { what: '楼道里闻到煤气味三天了，打电话没有人来。' });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(citizen.say('danger_title'));
  await expect(page.locator('main a[href^="tel:"]')).toHaveCount(3);
  await expect(page.locator('main a[href^="tel:"]').first()).toHaveAttribute('href', 'tel:119');
  await axe(page);
  await page.getByRole('button', { name: citizen.say('danger_onward') }).click();
  await expect(page).not.toHaveURL(/danger/);
  await citizen.isAsked();
});

test('personal numbers in the text are masked one by one', async ({ page, locale, axe }) => {
  const citizen = new Citizen(page, languageOf(locale));
  await citizen.skipsTo('check', { what: '他们打了13912345678，又要身份证11010519491231002X。' });
  const main = page.locator('main');
  await expect(main).toContainText(citizen.say('personal_title'));
  await axe(page);
  await page.locator('.personal').getByRole('button').first().click();
  await expect(main).not.toContainText('13912345678');
  await expect(main).toContainText('139****5678');
  await expect(page.locator('.personal').getByRole('button')).toHaveCount(1);
  await page.locator('.personal').getByRole('button').click();
  await expect(main).not.toContainText('11010519491231002X');
  await expect(page.locator('.personal')).toHaveCount(0);
  await citizen.sends();
  await citizen.readsTheReceipt();
});

test('whoever has the same matter follows it', async ({ page, locale, axe }) => {
  const citizen = new Citizen(page, languageOf(locale));
  const what = '不动产登记窗口三次要求提交同一份婚姻证明，每次说法都不一样，离婚更名还没有办成。';
  await citizen.skipsTo('similar', { what, service: 'unsure' });
  await axe(page);
  const cards = page.locator('[name=follow]');
  expect(await cards.count()).toBeGreaterThanOrEqual(2);
  await cards.first().check();
  await citizen.continues();
  expect(citizen.step()).toBe('who');
  await citizen.reaches('check');
  await expect(page.locator('main')).toContainText(citizen.say('check_public_follow'));
  await citizen.sends();
  const receipt = await citizen.readsTheReceipt('done_follow_title');
  await citizen.tracks(receipt);
  await expect(page.locator('main')).toContainText(what);
});

test('an answer is changed on the last page and leads back to it', async ({ page, locale }) => {
  const citizen = new Citizen(page, languageOf(locale));
  await citizen.skipsTo('check', { kind: 'praise', what: '窗口的同志办得又快又好，谢谢她。' });
  await page.locator('.summary__change[href*="/kind"]').click();
  await citizen.isAsked();
  await citizen.answers({ kind: 'complaint' });
  await citizen.continues();
  expect(citizen.step()).toBe('obstacle');
  await citizen.answers({ obstacle: 'manner' });
  await citizen.continues();
  expect(citizen.step()).toBe('tried');
  await citizen.answers({ tried_at: 'phone' });
  await citizen.continues();
  expect(citizen.step()).toBe('check');
  await expect(page.locator('main')).toContainText(citizen.say('obstacle_manner'));
});

test('changing the language keeps what is typed, and Enter goes on', async ({ page, locale }) => {
  const citizen = new Citizen(page, languageOf(locale));
  await citizen.skipsTo('contact');
  await citizen.answers({ name: '李先生', phone: '1380' });
  await page.locator('.header__tools button[name=lang]').click();
  await expect(page.locator('html')).toHaveAttribute('lang', citizen.language === 'zh' ? 'en' : 'zh-CN');
  await expect(page.locator('[name=name]')).toHaveValue('李先生');
  await expect(page.locator('[name=phone]')).toHaveValue('1380');
  await page.locator('[name=phone]').fill('13800138000');
  await page.locator('[name=phone]').press('Enter');
  await expect(page).toHaveURL(/\/privacy/);
});

test('a service is searched by words and by the first letters of their reading', async ({ page, locale, axe }) => {
  const citizen = new Citizen(page, languageOf(locale));
  await citizen.skipsTo('service');
  await page.locator('[name=service_q]').fill('sfz');
  await page.locator('[name=service_q]').press('Enter');
  await expect(page.locator('main')).toContainText(citizen.say('service_found'));
  await expect(page.locator('.choice__label').first()).toContainText('身份证');
  await axe(page);
  await page.locator('[name=service]').first().check();
  await citizen.continues();
  expect(citizen.step()).toBe('kind');
});

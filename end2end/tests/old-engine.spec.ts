// A browser that cannot run the app, or lost it on the way: the pages work by themselves.
import { expect, test } from '../fixtures';
import { Citizen } from '../people';
import { languageOf } from '../words';

test('without the app a report still goes its way', async ({ page, locale, javaScriptEnabled, expectStatus }) => {
  test.skip(javaScriptEnabled === false, 'the journeys without script are this one');
  expectStatus(404);
  let asked = 0;
  await page.route('**/*.wasm', async (route) => {
    asked += 1;
    await route.fulfill({ status: 404 });
  });
  const citizen = new Citizen(page, languageOf(locale));
  citizen.app = false;
  await citizen.begins();
  await citizen.reaches('check');
  await citizen.sends();
  const receipt = await citizen.readsTheReceipt();
  await citizen.tracks(receipt);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(receipt.number);
  expect(asked, 'the app was asked for').toBeGreaterThan(0);
});

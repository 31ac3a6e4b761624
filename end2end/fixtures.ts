// What every journey uses: pages that fail their test by themselves when the browser complains.
import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type BrowserContext, type BrowserContextOptions, type Page } from '@playwright/test';

export { expect };

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const BROKEN_LINE = /net::ERR_(CONNECTION_(REFUSED|RESET|CLOSED)|EMPTY_RESPONSE|INCOMPLETE_CHUNKED_ENCODING|SOCKET_NOT_CONNECTED)/;
const REFUSAL_LINE = /^Failed to load resource: the server responded with a status of (4\d\d) /;

type Fixtures = {
  watch: Watch;
  /** Announces a refusal (4xx) that belongs to the journey; one that then does not come is a failure too. */
  expectStatus: (status: number) => void;
  /** Fails on any barrier in the page as it stands. Does nothing without script, for axe is one. */
  axe: (page: Page) => Promise<void>;
  /** A second browser for the staff member in a journey: script, English and a desk's width, whatever the citizen has. */
  staffPage: Page;
  /** Opens one more browser of somebody at work, with nothing of the others in it. */
  anotherBrowser: (different?: BrowserContextOptions) => Promise<BrowserContext>;
  /** Announces that the line breaks: what a browser says of it is no complaint, and saying nothing of it is one. */
  expectBrokenLine: () => void;
};

export const test = base.extend<Fixtures>({
  watch: async ({}, use) => {
    const watch = new Watch();
    await use(watch);
    watch.conclude();
  },
  context: async ({ context, watch, javaScriptEnabled }, use) => {
    watch.follow(context, javaScriptEnabled !== false);
    await use(context);
  },
  anotherBrowser: async ({ browser, watch }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (different = {}) => {
      const usual = { javaScriptEnabled: true, locale: 'en-GB', viewport: { width: 1280, height: 800 } };
      const context = await browser.newContext({ ...usual, ...different });
      watch.follow(context, true);
      contexts.push(context);
      return context;
    });
    for (const context of contexts) await context.close();
  },
  staffPage: async ({ anotherBrowser }, use) => use(await (await anotherBrowser()).newPage()),
  expectStatus: async ({ watch }, use) => use((status) => watch.announce(status)),
  expectBrokenLine: async ({ watch }, use) => use(() => watch.announceBrokenLine()),
  axe: async ({ watch }, use) =>
    use(async (page) => {
      if (!watch.hasScript(page)) return;
      const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
      const barriers = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(', ')}`);
      expect(barriers, `barriers on ${page.url()}`).toEqual([]);
    }),
});

/** Listens to all browsers of one test and keeps what they complain about. */
class Watch {
  readonly #complaints: string[] = [];
  readonly #announced = new Set<number>();
  readonly #came = new Set<number>();
  readonly #script = new Map<BrowserContext, boolean>();
  #lineBreaks = false;

  follow(context: BrowserContext, script: boolean): void {
    this.#script.set(context, script);
    context.on('weberror', (error) => this.#complaints.push(`error: ${error.error().message}`));
    context.on('response', (response) => this.#came.add(response.status()));
    context.on('console', (message) => {
      if (message.type() !== 'error' && message.type() !== 'warning') return;
      const refusal = Number(REFUSAL_LINE.exec(message.text())?.[1]);
      if (this.#announced.has(refusal)) return;
      this.#complaints.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
    });
    context.on('requestfailed', (request) => {
      const why = request.failure()?.errorText;
      // A page that is left ends its open streams and loads: nobody failed.
      if (why !== 'net::ERR_ABORTED') this.#complaints.push(`request: ${request.url()}: ${why}`);
    });
  }

  announce(status: number): void {
    this.#announced.add(status);
  }

  announceBrokenLine(): void {
    this.#lineBreaks = true;
  }

  hasScript(page: Page): boolean {
    return this.#script.get(page.context()) ?? false;
  }

  conclude(): void {
    const missing = [...this.#announced].filter((status) => !this.#came.has(status));
    const ofTheLine = this.#complaints.filter((complaint) => this.#lineBreaks && BROKEN_LINE.test(complaint));
    expect(this.#complaints.filter((complaint) => !ofTheLine.includes(complaint)), 'what the browser complained about').toEqual([]);
    expect(missing, 'announced refusals that never came').toEqual([]);
    expect(ofTheLine.length > 0, 'the line was noticed to be broken').toBe(this.#lineBreaks);
  }
}

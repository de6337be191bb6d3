// Lighthouse on a running Chromium: `node auditing.mjs PORT`. Each line that comes in is {"url", "way"}, each that goes
// out {"scores", "failed"}. "navigation" opens the address anew in a tab of its own, with the cookies that there are;
// "snapshot" looks at the open tab as it is.
import readline from 'node:readline';
import puppeteer from 'puppeteer-core';
import {navigation, snapshot} from 'lighthouse';

const CATEGORIES = ['accessibility', 'best-practices'];
const flags = {
  onlyCategories: CATEGORIES,
  disableStorageReset: true,   // who is signed in stays so
  ignoreStatusCode: true,      // a page that says "not here" is a page too
  disableFullPageScreenshot: true,
  throttlingMethod: 'provided',
  pauseAfterFcpMs: 0,
  pauseAfterLoadMs: 0,
  networkQuietThresholdMs: 500,
  formFactor: 'mobile',
  screenEmulation: {mobile: true, width: 360, height: 740, deviceScaleFactor: 2},
};

const browser = await puppeteer.connect({browserURL: `http://127.0.0.1:${process.argv[2]}`, defaultViewport: null});

async function look({url, way}) {
  if (way === 'snapshot') {
    const pages = await browser.pages();
    return snapshot(pages.find((page) => page.url() === url), {flags});
  }
  const page = await browser.newPage();
  try {
    return await navigation(page, url, {flags});
  } finally {
    await page.close();
  }
}

function told({lhr}) {
  const scores = Object.fromEntries(CATEGORIES.map((name) => [name, Math.round(100 * lhr.categories[name].score)]));
  const audits = CATEGORIES.flatMap((name) => lhr.categories[name].auditRefs)
    .filter((ref) => ref.weight).map((ref) => lhr.audits[ref.id]);
  const failed = audits.filter((audit) => audit.score !== null && audit.score < 1).map((audit) => audit.id);
  return {scores, failed: lhr.runtimeError ? [lhr.runtimeError.message] : failed};
}

for await (const line of readline.createInterface({input: process.stdin})) {
  const answer = await look(JSON.parse(line)).then(told, (error) => ({scores: {}, failed: [String(error)]}));
  console.log(JSON.stringify(answer));
}
await browser.disconnect();

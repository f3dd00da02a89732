import { expect, test } from 'vitest';
import { browserOf } from './browser-of.ts';

/*
 * As published, by the vendors or by those who collect them:
 * https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/User-Agent,
 * https://developer.chrome.com/docs/multidevice/user-agent, https://learn.microsoft.com/microsoft-edge/web-platform/user-agent-guidance,
 * https://developer.samsung.com/internet/user-agent-string-format.html, https://webkit.org/blog/, https://whatismybrowser.com/guides/the-latest-user-agent,
 * https://developers.google.com/search/docs/crawling-indexing/google-common-crawlers, https://www.bing.com/webmasters/help/which-crawlers-does-bing-use-8c184ec0
 */
const KHTML = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const WEBVIEW = `Mozilla/5.0 (Linux; Android 15; Pixel 8 Build/AP4A; wv) ${KHTML} Version/4.0 Chrome/148.0.7778.60 Mobile Safari/537.36`;
const WINDOWS = `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${KHTML} Chrome/150.0.0.0 Safari/537.36`;

test.each([
  // Desktop.
  [WINDOWS, 'Chrome', '150', 'Windows'],
  [`Mozilla/5.0 (X11; Linux x86_64) ${KHTML} Chrome/156.0.0.0 Safari/537.36`, 'Chrome', '156', 'Linux'],
  [
    `Mozilla/5.0 (X11; Linux x86_64) ${KHTML} HeadlessChrome/156.0.0.0 Safari/537.36`,
    'Chrome',
    '156',
    'Linux',
  ],
  [
    `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${KHTML} Chrome/150.0.0.0 Safari/537.36`,
    'Chrome',
    '150',
    'ChromeOS',
  ],
  [
    `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${KHTML} Chrome/150.0.0.0 Safari/537.36`,
    'Chrome',
    '150',
    'macOS',
  ],
  [`${WINDOWS} Edg/150.0.0.0`, 'Edge', '150', 'Windows'],
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64; Xbox; Xbox One) ${KHTML} Chrome/64.0.3282.140 Safari/537.36 Edge/18.17763`,
    'Edge',
    '18',
    'Windows',
  ],
  [`${WINDOWS} OPR/122.0.0.0`, 'Opera', '122', 'Windows'],
  [`${WINDOWS} Vivaldi/7.5.3735.47`, 'Vivaldi', '7', 'Windows'],
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${KHTML} Chrome/138.0.0.0 YaBrowser/25.8.0.0 Safari/537.36`,
    'Yandex',
    '25',
    'Windows',
  ],
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${KHTML} Chrome/138.0.0.0 Whale/4.33.325.12 Safari/537.36`,
    'Whale',
    '4',
    'Windows',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0', 'Firefox', '153', 'Linux'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0',
    'Firefox',
    '140',
    'Windows',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.3 Safari/605.1.15',
    'Safari',
    '26.3',
    'macOS',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15 Ddg/18.6',
    'DuckDuckGo',
    '18',
    'macOS',
  ],
  ['Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko', 'Internet Explorer', '11', 'Windows'],
  ['Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1)', 'Internet Explorer', '8', 'Windows'],
  // Phones and tablets.
  [`${IPHONE} Version/18.6 Mobile/15E148 Safari/604.1`, 'Safari', '18.6', 'iOS'],
  [
    'Mozilla/5.0 (iPad; CPU OS 17_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.7 Mobile/15E148 Safari/604.1',
    'Safari',
    '17.7',
    'iOS',
  ],
  [`${IPHONE} CriOS/150.0.7871.51 Mobile/15E148 Safari/604.1`, 'Chrome', '150', 'iOS'],
  [`${IPHONE} FxiOS/143.0 Mobile/15E148 Safari/605.1.15`, 'Firefox', '143', 'iOS'],
  [`${IPHONE} Version/18.0 EdgiOS/140.0.3485.71 Mobile/15E148 Safari/605.1.15`, 'Edge', '140', 'iOS'],
  [`${IPHONE} OPT/6.2.0 Mobile/15E148 Safari/604.1`, 'Opera', '6', 'iOS'],
  [`${IPHONE} Version/18.6 Mobile/15E148 DuckDuckGo/7 Safari/605.1.15`, 'DuckDuckGo', '7', 'iOS'],
  [`${IPHONE} Focus/141.0 Mobile/15E148 Safari/605.1.15`, 'Firefox Focus', '141', 'iOS'],
  [`${IPHONE} Mobile/15E148`, 'WebKit', '605', 'iOS'],
  [
    `Mozilla/5.0 (Linux; Android 10; K) ${KHTML} Chrome/150.0.0.0 Mobile Safari/537.36`,
    'Chrome',
    '150',
    'Android',
  ],
  [
    `Mozilla/5.0 (Linux; Android 10; K) ${KHTML} Chrome/150.0.0.0 Mobile Safari/537.36 EdgA/150.0.0.0`,
    'Edge',
    '150',
    'Android',
  ],
  [
    `Mozilla/5.0 (Linux; Android 10; K) ${KHTML} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36`,
    'Samsung Internet',
    '28',
    'Android',
  ],
  [
    `Mozilla/5.0 (Linux; Android 12; HarmonyOS; NOH-AN00) ${KHTML} Chrome/114.0.5735.196 HuaweiBrowser/15.0.4.312 Mobile Safari/537.36`,
    'Huawei Browser',
    '15',
    'Android',
  ],
  [
    `Mozilla/5.0 (Linux; U; Android 14; en-us; 23049PCD8G) ${KHTML} Version/4.0 Chrome/127.0.6533.103 Mobile Safari/537.36 XiaoMi/MiuiBrowser/14.30.1-gn`,
    'Mi Browser',
    '14',
    'Android',
  ],
  [
    `Mozilla/5.0 (Linux; U; Android 13; en-US; SM-A546B) ${KHTML} Version/4.0 Chrome/100.0.4896.58 UCBrowser/13.7.8.1319 Mobile Safari/537.36`,
    'UC Browser',
    '13',
    'Android',
  ],
  [
    `Mozilla/5.0 (Linux; Android 11; KFTRWI) ${KHTML} Silk/138.3.2 like Chrome/138.0.7204.179 Safari/537.36`,
    'Silk',
    '138',
    'Android',
  ],
  ['Mozilla/5.0 (Android 15; Mobile; rv:143.0) Gecko/143.0 Firefox/143.0', 'Firefox', '143', 'Android'],
  [
    `Mozilla/5.0 (Linux; Android 9; CUBOT_X19) ${KHTML} Chrome/120.0.0.0 Mobile Safari/537.36`,
    'Chrome',
    '120',
    'Android',
  ],
  ['curl/8.0', '', '', ''],
  ['', '', '', ''],
])('%s', (userAgent, name, version, os) => {
  expect(browserOf(userAgent)).toEqual({ name, version, os, kind: 'browser' });
});

test.each([
  [`${IPHONE} Mobile/22G86 [FBAN/FBIOS;FBAV/530.0.0.0.0;FBDV/iPhone15,2;FBMD/iPhone]`, 'Facebook', '530'],
  [`${WEBVIEW} [FB_IAB/FB4A;FBAV/530.0.0.0.0;]`, 'Facebook', '530'],
  [`${WEBVIEW} [FB_IAB/Orca-Android;FBAV/480.0.0.0.0;]`, 'Messenger', '480'],
  [`${IPHONE} Mobile/22G86 [FBAN/MessengerForiOS;FBAV/480.0.0.0.0;]`, 'Messenger', '480'],
  [`${IPHONE} Mobile/22G86 Instagram 397.0.0.27.85 (iPhone15,2; iOS 18_6; en_US)`, 'Instagram', '397'],
  [`${WEBVIEW} Instagram 397.0.0.29.80 Android (35/15; 420dpi; Google)`, 'Instagram', '397'],
  [`${IPHONE} Mobile/22G86 Barcelona 395.0.0.20.75 (iPhone15,2; iOS 18_6)`, 'Threads', '395'],
  [`${IPHONE} Mobile/22G86 Safari Line/15.9.0`, 'LINE', '15'],
  [`${WEBVIEW} Line/15.9.0/IAB`, 'LINE', '15'],
  [`${IPHONE} Mobile/22G86 MicroMessenger/8.0.60(0x18003c2f) NetType/WIFI Language/zh_CN`, 'WeChat', '8'],
  [
    `${WEBVIEW} musical_ly_2024107030 AppName/musical_ly ByteLocale/en BytedanceWebview/d8a21c6`,
    'TikTok',
    '2024107030',
  ],
  [`${WEBVIEW} trill_340503 AppName/trill BytedanceWebview/d8a21c6`, 'TikTok', '340503'],
  [`${IPHONE} Mobile/22G86 Snapchat/13.55.0.47 (like Safari/8621.3.11, panda)`, 'Snapchat', '13'],
  [`${IPHONE} Mobile/22G86 [Pinterest/iOS]`, 'Pinterest', ''],
  [`${IPHONE} Mobile/22G86 [LinkedInApp]/9.31.5512`, 'LinkedIn', ''],
  [`${IPHONE} Mobile/22G86 Twitter for iPhone/11.17`, 'Twitter', '11'],
  [`${WEBVIEW} TwitterAndroid`, 'Twitter', ''],
  [`${IPHONE} Mobile/22G86 KAKAOTALK 25.7.1`, 'KakaoTalk', '25'],
  [`${IPHONE} Mobile/22G86 Safari/605.1 NAVER(inapp; search; 2000; 12.13.10; 15PRO)`, 'NAVER', ''],
  [`${IPHONE} GSA/384.0.796455839 Mobile/15E148 Safari/604.1`, 'Google app', '384'],
  [WEBVIEW, 'Android WebView', '148'],
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${KHTML} Slack/4.46.96 Chrome/140.0.7339.41 Electron/38.0.0 Safari/537.36`,
    'Slack',
    '4',
  ],
])('in an app: %s', (userAgent, name, version) => {
  expect(browserOf(userAgent)).toMatchObject({ name, version, kind: 'in-app' });
});

test.each([
  ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'Googlebot'],
  [
    `Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) ${KHTML} Chrome/150.0.7871.51 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)`,
    'Googlebot',
  ],
  [`Mozilla/5.0 (compatible; Google-InspectionTool/1.0;)`, 'Google'],
  [
    `Mozilla/5.0 ${KHTML.replace(')', '; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)')} Chrome/136.0.0.0 Safari/537.36`,
    'Bingbot',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/13.1.1 Safari/605.1.15 (Applebot/0.1; +http://www.apple.com/go/applebot)',
    'Applebot',
  ],
  ['Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)', 'YandexBot'],
  ['Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)', 'Baiduspider'],
  ['facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)', 'Facebook crawler'],
  [
    `Mozilla/5.0 (Linux; Android 11; moto g power (2022)) ${KHTML} Chrome/136.0.0.0 Mobile Safari/537.36 Chrome-Lighthouse`,
    'Lighthouse',
  ],
  ['Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)', 'Bot'],
  ['Mozilla/5.0 (compatible; SemrushBot/7~bl; +http://www.semrush.com/bot.html)', 'Bot'],
  [
    `Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)`,
    'Bot',
  ],
  ['Mozilla/5.0 (compatible; PetalBot;+https://webmaster.petalsearch.com/site/petalbot)', 'Bot'],
  ['Mozilla/5.0 (compatible; Yahoo! Slurp; http://help.yahoo.com/help/us/ysearch/slurp)', 'Bot'],
])('a program: %s', (userAgent, name) => {
  expect(browserOf(userAgent)).toMatchObject({ name, kind: 'bot' });
});

/**
 * What browsers call themselves. In each table the first that matches wins, so those that claim to be another one stand
 * before it. A line has a name, an expression with the version in it, and words of which one has to be there as well.
 *
 * Sources: https://developer.mozilla.org/docs/Web/HTTP/Guides/Browser_detection_using_the_user_agent,
 * https://developer.chrome.com/docs/multidevice/user-agent, https://developers.google.com/search/docs/crawling-indexing/google-common-crawlers
 */
type Line = readonly [name: string, pattern: RegExp, also?: readonly string[]];

/** Programs that read the web. */
export const BOTS: readonly Line[] = [
  ['Googlebot', /\bGooglebot(?:-\w+)?\/(\d+)/],
  ['Google', /\b(?:AdsBot-Google|Mediapartners-Google|Google-InspectionTool|GoogleOther|Google-Read-Aloud)/],
  ['Bingbot', /\bbingbot\/(\d+)/],
  ['YandexBot', /\bYandex\w*Bot\/(\d+)/],
  ['Baiduspider', /\bBaiduspider(?:-\w+)?\/(\d+)/],
  ['Applebot', /\bApplebot\/(\d+)/],
  ['Facebook crawler', /\b(?:facebookexternalhit|meta-externalagent|facebookcatalog)\/(\d+)/],
  ['Lighthouse', /\bChrome-Lighthouse\b/],
];

/** What others call themselves: in small or with a capital, since phones are called CUBOT. */
export const BOT: RegExp = /(?:[bB]ot|[cC]rawler|[sS]pider|[sS]lurp)(?:[/;,)\s-]|$)/;

/** Apps that show pages themselves. */
export const APPS: readonly Line[] = [
  ['Messenger', /\bFBAV\/(\d+)/, ['FBAN/Messenger', 'FBAN/LightSpeed', 'FB_IAB/Orca', 'FB_IAB/MESSENGER']],
  ['Facebook', /\bFBAV\/(\d+)/],
  ['Facebook', /\bFB(?:AN|_IAB)\//],
  ['Instagram', /\bInstagram (\d+)/],
  ['Threads', /\bBarcelona (\d+)/],
  ['LINE', /\bLine\/(\d+)/],
  ['WeChat', /\bMicroMessenger\/(\d+)/],
  ['TikTok', /\b(?:TikTok|trill|musical_ly)[ _/](\d+)/],
  ['TikTok', /\bBytedanceWebview\//],
  ['Snapchat', /\bSnapchat\/(\d+)/],
  ['Pinterest', /\bPinterest\//],
  ['LinkedIn', /\bLinkedInApp\b/],
  ['Twitter', /\bTwitter(?: for i\w+\/(\d+)|Android)/],
  ['KakaoTalk', /\bKAKAOTALK[ /](\d+)/],
  ['NAVER', /\bNAVER\(inapp/],
  ['Google app', /\bGSA\/(\d+)/],
  ['Alipay', /\bAlipayClient\/(\d+)/],
  ['QQ', /\bQQ\/(\d+)/],
  ['Weibo', /\bWeibo\b/],
  ['Slack', /\bSlack(?:_SSB)?\/(\d+)/],
  ['Teams', /\bTeams\/(\d+)/],
  ['Electron', /\bElectron\/(\d+)/],
  ['Android WebView', /\bChrome\/(\d+)/, ['; wv)']],
];

export const BROWSERS: readonly Line[] = [
  ['Edge', /\bEdg(?:e|A|iOS)?\/(\d+)/],
  ['Opera', /\b(?:OPR|OPiOS|OPT|OPX)\/(\d+)/],
  ['Samsung Internet', /\bSamsungBrowser\/(\d+)/],
  ['Yandex', /\bYaBrowser\/(\d+)/],
  ['Vivaldi', /\bVivaldi\/(\d+)/],
  ['UC Browser', /\bUCBrowser\/(\d+)/],
  ['DuckDuckGo', /\b(?:DuckDuckGo|Ddg)\/(\d+)/],
  ['Huawei Browser', /\bHuaweiBrowser\/(\d+)/],
  ['Mi Browser', /\bMiuiBrowser\/(\d+)/],
  ['QQ Browser', /\bM?QQBrowser\/(\d+)/],
  ['Silk', /\bSilk\/(\d+)/],
  ['Whale', /\bWhale\/(\d+)/],
  ['Chrome', /\bCriOS\/(\d+)/],
  ['Firefox', /\bFxiOS\/(\d+)/],
  ['Firefox Focus', /\b(?:Focus|Klar)\/(\d+)/, ['AppleWebKit']],
  ['Chrome', /\b(?:Headless)?(?:Chrome|Chromium)\/(\d+)/],
  ['Firefox', /\bFirefox\/(\d+)/],
  ['Safari', /\bVersion\/(\d+(?:\.\d+)?)/, ['Safari/']],
  ['Internet Explorer', /\bMSIE (\d+)/],
  ['Internet Explorer', /\brv:(\d+)/, ['Trident/']],
  ['Opera', /\bOpera[/ ](\d+)/],
  ['WebKit', /\bAppleWebKit\/(\d+)/],
];

/** By words of which one is there. `OS_OF_AGENTS` says the same in SQL. */
export const SYSTEMS: readonly (readonly [name: string, words: readonly string[]])[] = [
  ['Windows', ['Windows']],
  ['Android', ['Android']],
  ['iOS', ['(iPhone', '(iPad', '(iPod']],
  ['ChromeOS', ['CrOS']],
  ['macOS', ['Mac OS X', 'Macintosh']],
  ['Linux', ['Linux']],
];

/**
 * Names the operating systems of agents that were stored before that was a column, as `osOf` names them. Told from what is
 * typical for each, the more special one first: Android also says Linux, and iOS "like Mac OS X".
 */
export const OS_OF_AGENTS = `
UPDATE agents SET os = CASE
  WHEN user_agent LIKE '%Windows%' THEN 'Windows'
  WHEN user_agent LIKE '%Android%' THEN 'Android'
  WHEN user_agent LIKE '%(iPhone%' OR user_agent LIKE '%(iPad%' OR user_agent LIKE '%(iPod%' THEN 'iOS'
  WHEN user_agent LIKE '%CrOS%' THEN 'ChromeOS'
  WHEN user_agent LIKE '%Mac OS X%' OR user_agent LIKE '%Macintosh%' THEN 'macOS'
  WHEN user_agent LIKE '%Linux%' THEN 'Linux'
  ELSE '' END
WHERE os = ''`;

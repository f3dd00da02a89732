import type { Entry } from '@offstage/sw-plugin/log';

/** Whether DevTools has no such line anywhere. Reports it has, in a panel without a recorder. */
export const isOwn = ({ own, service }: Entry): boolean => own === true && service !== 'reporting';

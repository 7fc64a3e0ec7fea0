/** What people do in or around the team. Only asked in rounds large enough for a view per role, and never required. */
export const ROLES = ['youthWorker', 'preventionWorker', 'streetWorker', 'manager', 'ict', 'dpo', 'other'] as const
/** One of `ROLES`. */
export type Role = (typeof ROLES)[number]

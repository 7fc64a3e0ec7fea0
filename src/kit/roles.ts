/** What people do in or around the team; asked only where a view per role could ever be shown, and never required. */
export const ROLES = ['youthWorker', 'preventionWorker', 'streetWorker', 'manager', 'ict', 'dpo', 'other'] as const
export type Role = (typeof ROLES)[number]

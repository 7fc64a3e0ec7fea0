import type { ChannelTrouble } from '../../flows/ids.ts'
import type { FailureKind } from '../ports/platform.ts'

/** What one of Slack's error words stands for. */
export interface Meaning {
  /** HTTP's, for logs. */
  readonly status: number
  readonly kind: FailureKind
  /** What is the matter with the conversation, where the word says so. */
  readonly trouble?: ChannelTrouble
}

const words = (text: string): readonly string[] => text.trim().split(/\s+/)
const all = (text: string, meaning: Meaning): readonly (readonly [string, Meaning])[] =>
  words(text).map((word) => [word, meaning] as const)

/**
 * Slack answers 200 with a word; these are the ones on the pages of the methods the bot calls, by what can be done about them:
 * https://docs.slack.dev/reference/methods/chat.postMessage#errors (and chat.update, conversations.*, users.*, views.*, files.*).
 * A word may be missing: Slack adds them without notice, so that one that isn't here is no reason to give up.
 */
const MEANINGS: ReadonlyMap<string, Meaning> = new Map([
  // Later: Slack is busy with itself, or with the workspace.
  ...all(
    `fatal_error internal_error request_timeout service_unavailable team_added_to_org org_login_required
    external_channel_migrating update_failed file_update_failed rollup_error streaming_state_conflict`,
    { status: 503, kind: 'busy' },
  ),
  ...all('ratelimited rate_limited message_limit_exceeded', { status: 429, kind: 'throttled' }),
  // Later, once someone who administers the workspace did something.
  ...all(
    `accesslimited access_denied ekm_access_denied enterprise_is_restricted messages_tab_disabled missing_scope no_permission
    not_allowed_token_type not_enabled slack_connect_blocked_file_type slack_connect_canvas_sharing_blocked
    slack_connect_file_link_sharing_blocked slack_connect_file_upload_sharing_blocked team_access_not_granted
    two_factor_setup_required`,
    { status: 403, kind: 'administrator' },
  ),
  // Later, with another token.
  ...all('account_inactive invalid_auth not_authed token_expired token_revoked', { status: 401, kind: 'unauthorized' }),
  // Never, as long as this is so: the conversation, the person or the message isn't to be reached.
  ...all('is_archived', { status: 404, kind: 'unreachable', trouble: 'archived' }),
  ...all('channel_not_found invalid_channel team_not_found', { status: 404, kind: 'unreachable', trouble: 'gone' }),
  ...all('not_in_channel channel_type_not_supported', { status: 403, kind: 'unreachable', trouble: 'outside' }),
  ...all(
    `restricted_action restricted_action_read_only_channel restricted_action_thread_only_channel
    restricted_action_non_threadable_channel posting_to_channel_denied posting_to_general_channel_denied`,
    { status: 403, kind: 'unreachable', trouble: 'restricted' },
  ),
  ...all('user_not_found users_not_found message_not_found', { status: 404, kind: 'unreachable' }),
  ...all(
    `user_disabled user_not_visible cannot_dm_bot cant_dm_external_user invalid_user_combination not_enough_users
    cant_delete_file cant_update_message delete_not_allowed edit_window_closed file_deleted file_deleting_disabled is_inactive block_mismatch`,
    { status: 403, kind: 'unreachable' },
  ),
  // Never: the call itself is wrong, or too late.
  ...all(
    `as_user_not_supported cannot_reply_to_message deprecated_endpoint duplicate_external_id duplicate_message_not_found
    exchanged_trigger_id expired_trigger_id trigger_exchanged trigger_expired file_not_found hash_conflict
    invalid_arg_name invalid_arguments invalid_array_arg invalid_attachments invalid_blocks invalid_blocks_format
    invalid_charset invalid_cursor invalid_form_data invalid_limit invalid_metadata_format invalid_metadata_schema
    invalid_post_type invalid_trigger invalid_trigger_id limit_required markdown_text_conflict metadata_too_large
    method_deprecated method_not_supported_for_channel_type missing_post_type msg_blocks_too_long msg_too_long no_text
    not_found push_limit_reached too_many_attachments too_many_contact_cards too_many_users unknown_method
    unknown_snippet_type unknown_subtype users_list_not_supplied view_too_large`,
    { status: 400, kind: 'refused' },
  ),
])

/** What a word stands for; one of which nothing is known may well mean something else by tomorrow. */
export const meaningOf = (word: string): Meaning => MEANINGS.get(word) ?? { status: 400, kind: 'unknown' }

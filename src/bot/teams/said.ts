import { z } from 'zod'

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/channel-and-group-conversations */
export const saidSchema = z.object({
  text: z.string().nullish(),
  attachments: z
    .array(z.object({ contentType: z.string().max(300).optional(), content: z.unknown().optional() }))
    .max(100)
    .nullish()
    .catch([]),
})

const NAMED: Readonly<Record<string, string>> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const character = (code: number): string => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ')
/** In one go: what was escaped twice stays escaped once. */
const decoded = (html: string): string =>
  html.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (entity, figures, hex, name) => {
    if (figures) return character(Number(figures))
    if (hex) return character(Number.parseInt(hex, 16))
    return NAMED[String(name).toLowerCase()] ?? entity
  })

/** Tags that Teams puts around what people write; other text between angle brackets is theirs. */
const TAG =
  /<\/?(?:p|div|span|br|b|i|u|s|strong|em|a|ul|ol|li|h[1-6]|pre|code|codeblock|img|attachment|emoji|customemoji|readonly|systemeventmessage|table|tbody|tr|td|th|hr|strike|sub|sup|font)(?:\s[^<>]*)?\/?>/gi

/** Teams draws an emoji as a picture that says which in `alt`, or as a tag of its own. */
const EMOJI = /<(?:img|emoji)\b[^<>]*\balt="(\p{Extended_Pictographic}[^"<>]{0,20})"[^<>]*>/giu

/** What someone wrote, without who she mentions or quotes and without any markup. */
const withoutMarkup = (html: string): string =>
  decoded(
    html
      .replace(/<blockquote[\s\S]*?<\/blockquote>/gi, '\n')
      .replace(/<at(?:\s[^<>]*)?>[\s\S]*?<\/at>/gi, ' ')
      .replace(/<span[^<>]*itemtype="[^"]*Mention"[^<>]*>[\s\S]*?<\/span>/gi, ' ')
      .replace(/<\/(?:p|div|li)>|<br\s*\/?>/gi, '\n')
      .replace(EMOJI, ' $1 ')
      .replace(TAG, ''),
  )

/** Lines after ">" are somebody else's words, where there are others. */
const unquoted = (text: string): string => {
  const lines = text.split(/\r?\n/)
  const own = lines.filter((line) => !/^\s*>/.test(line))
  return own.some((line) => line.trim() !== '') ? own.join('\n') : text
}

/**
 * What was said: the message's text, or the same as it stands in its HTML where some clients send nothing else; and whether something
 * hangs on it, which is never fetched.
 */
export const saidIn = ({
  text,
  attachments,
}: z.infer<typeof saidSchema>): { readonly text: string; readonly attached: boolean } => {
  const html = (attachments ?? []).find(({ contentType }) => contentType?.toLowerCase() === 'text/html')?.content
  const written = text?.trim() ? text : typeof html === 'string' ? html : ''
  // What she quotes or passes on is a message, and no file.
  const others = (attachments ?? []).filter(
    ({ contentType }) => !/^(text\/html|messagereference|forwardedmessagereference)$/i.test(contentType ?? ''),
  )
  const hasPicture = typeof html === 'string' && /<img\b/i.test(html.replace(EMOJI, ''))
  return { text: unquoted(withoutMarkup(written)).trim(), attached: others.length > 0 || hasPicture }
}

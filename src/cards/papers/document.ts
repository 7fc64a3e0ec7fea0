import { AlignmentType, Document, Footer, Packer, PageNumber, Paragraph, TextRun } from 'docx'
import { type DocumentPart, mm } from './documentParts.ts'

/** What a document says of itself, and at the foot of each page. */
export interface DocumentFrame {
  readonly title: string
  /** As Word names it, e.g. `nl-BE`. */
  readonly language: string
  readonly foot: string
  /** "{page} / {pages}" by hand of the library. */
  readonly parts: readonly DocumentPart[]
}

/** The bytes of a `.docx` that Word and LibreOffice open. */
export const documentOf = ({ title: name, language, foot, parts }: DocumentFrame): Promise<Uint8Array> =>
  Packer.toBuffer(
    new Document({
      title: name,
      creator: 'Onlife Quickscan',
      styles: {
        default: {
          document: { run: { font: 'Calibri', size: 22, language: { value: language } } },
          heading1: { run: { size: 36, bold: true, color: '1F1F1F' } },
          heading2: { run: { size: 28, bold: true, color: '0B5CAD' } },
          heading3: { run: { size: 24, bold: true, color: '1F1F1F' } },
        },
      },
      sections: [
        {
          properties: {
            page: {
              size: { width: mm(210), height: mm(297) },
              margin: { top: mm(18), bottom: mm(18), left: mm(20), right: mm(20) },
            },
          },
          footers: {
            default: new Footer({
              children: [
                new Paragraph({
                  alignment: AlignmentType.CENTER,
                  children: [
                    new TextRun({
                      children: [`${foot} · `, PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES],
                      size: 18,
                      color: '57606A',
                    }),
                  ],
                }),
              ],
            }),
          },
          children: [...parts],
        },
      ],
    }),
  )

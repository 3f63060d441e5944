namespace SupportDesk.Features.Email.Reading;

/// <summary>
/// What is wrong with an e-mail, and was mended or left out by the reader. The operations manual lists them by their codes: the names in
/// lower case with hyphens.
/// </summary>
internal enum EmailProblem
{
    /// <summary>The e-mail is larger than the limit; its end is missing.</summary>
    EmailCut,

    /// <summary>Header fields beyond the limit are missing.</summary>
    HeadersCut,

    /// <summary>The end of a long header field is missing.</summary>
    HeaderFieldCut,

    /// <summary>Parts beyond the limit are missing.</summary>
    PartsCut,

    /// <summary>Parts that lie too deep were left unread as one file.</summary>
    DepthCut,

    /// <summary>There are more files than are kept.</summary>
    FilesCut,

    /// <summary>The whole is encrypted for somebody else; it stays attached.</summary>
    Encrypted,

    /// <summary>Signed with S/MIME; its text was taken out, and nobody checked the signature. It stays attached.</summary>
    SignatureUnchecked,

    /// <summary>A header block ends without an empty line (RFC 5322 section 2.1).</summary>
    HeaderNotEnded,

    /// <summary>A line among the header fields is none of them; it was taken as the rest of the field before it.</summary>
    HeaderLineStray,

    /// <summary>A field that may stand only once is repeated (RFC 5322 section 3.6).</summary>
    HeaderRepeated,

    /// <summary>A header holds bytes above ASCII that are not UTF-8 (RFC 6532 section 3.1); their charset was guessed.</summary>
    HeaderRaw,

    /// <summary>An encoded word cannot be read (RFC 2047) and stays as it is, or its charset is unknown.</summary>
    EncodedWordBroken,

    /// <summary>A parameter holds an encoded word (forbidden by RFC 2047 section 5); it was decoded.</summary>
    EncodedWordInParameter,

    /// <summary>There is no author.</summary>
    FromMissing,

    /// <summary>There is no date, or none that can be read (RFC 5322 section 3.3).</summary>
    DateUnreadable,

    /// <summary>A multipart does not name its boundary (RFC 2046 section 5.1.1).</summary>
    BoundaryMissing,

    /// <summary>The parts are divided by another boundary than the named one; that one was used.</summary>
    BoundaryRepaired,

    /// <summary>A multipart has no parts at all; its body was taken as text.</summary>
    PartsMissing,

    /// <summary>The last boundary is missing: the e-mail may have been cut on its way.</summary>
    BoundaryNotClosed,

    /// <summary>A Content-Type cannot be read (RFC 2045 section 5.1).</summary>
    ContentTypeBroken,

    /// <summary>A Content-Transfer-Encoding is unknown (RFC 2045 section 6.1); the content was taken as it is.</summary>
    EncodingUnknown,

    /// <summary>A multipart or a message within the message is encoded, which RFC 2045 section 6.4 forbids; it was decoded where that helps.</summary>
    EncodingForbidden,

    /// <summary>Base64 holds characters outside its alphabet; they were skipped.</summary>
    Base64Junk,

    /// <summary>Base64 ends in the middle of a byte.</summary>
    Base64Cut,

    /// <summary>Quoted-printable holds an escape that is none; it stays as it was written.</summary>
    QuotedPrintableBroken,

    /// <summary>A text has bytes above ASCII and names no charset; it was guessed.</summary>
    CharsetMissing,

    /// <summary>A text names a charset that nobody knows; it was guessed.</summary>
    CharsetUnknown,

    /// <summary>A text is not in the charset that it names; another one was used.</summary>
    CharsetWrong,

    /// <summary>A text holds bytes that make no letter in its charset; they show as U+FFFD.</summary>
    CharsetBroken,

    /// <summary>The e-mail mixes line ends of CRLF and LF outside of files.</summary>
    LineEndsMixed,

    /// <summary>A text holds the byte 0.</summary>
    NulByte,

    /// <summary>A winmail.dat (TNEF) cannot be read to its end; the file itself stays attached.</summary>
    TnefBroken,

    /// <summary>A uuencoded file has no end.</summary>
    UuencodeCut,
}

using SupportDesk.Masking;

namespace SupportDesk.Cli;

/// <summary>What <c>supportdesk mask</c> reads.</summary>
internal static class MaskInput
{
    public const string StandardInput = "-";

    public static string Name(string file) => file == StandardInput ? "Standard input" : file;

    public static Stream Open(string file)
    {
        if (file == StandardInput)
            return Console.OpenStandardInput();
        if (Directory.Exists(file))
            throw new MaskFailure($"{file} is a folder. Name a file in it.");
        try
        {
            return new FileStream(file, new FileStreamOptions
            {
                Access = FileAccess.Read,
                Share = FileShare.ReadWrite | FileShare.Delete, // a log that is being written
                BufferSize = 0,
                Options = FileOptions.SequentialScan,
            });
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new MaskFailure($"{file} does not exist. Name a file, or - for standard input.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new MaskFailure($"{file} cannot be read: {error.Message}");
        }
    }

    public static void RefuseBinary(ReadOnlySpan<byte> head, string name, TextEncoding encoding)
    {
        var kind = TextSniffer.Sniff(head).Kind;
        var advice = kind switch
        {
            TextKind.Archive => "is an archive. Unpack it first, as in: zcat log.gz | supportdesk mask",
            TextKind.Image => "is a picture, not text.",
            TextKind.Pdf => "is a PDF document, not text. Save its text first, as in: pdftotext file.pdf - | supportdesk mask",
            TextKind.Utf32 => "is text in UTF-32. Convert it first, as in: iconv -f UTF-32 -t UTF-8 file | supportdesk mask",
            // Text of a few characters in UTF-16 without a mark may look like anything.
            TextKind.Binary when encoding is not (TextEncoding.Utf16LittleEndian or TextEncoding.Utf16BigEndian) =>
                "is not text. If it is text in UTF-16, say so: --encoding utf-16le",
            _ => null,
        };
        if (advice is not null)
            throw new MaskFailure($"{name} {advice}");
    }
}

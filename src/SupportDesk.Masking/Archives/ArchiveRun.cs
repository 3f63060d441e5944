using System.IO.Compression;

namespace SupportDesk.Masking.Archives;

/// <summary>Masks one archive and what lies inside it, level by level.</summary>
internal sealed class ArchiveRun(MaskingOptions options, ArchiveLimits limits)
{
    private static readonly byte[] EmptyGzip = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private readonly Budget _budget = new(limits);
    private readonly List<ArchiveEntry> _entries = [];
    private readonly List<string> _skipped = [];
    private int _findings;

    public IReadOnlyList<ArchiveEntry> Entries => _entries;

    public IReadOnlyList<string> Skipped => _skipped;

    public Task MaskAsync(Stream input, Stream output, CancellationToken ct) => MaskAsync(input, output, "", 0, ct);

    /// <summary>Masks what was found at a level: 0 for the archive itself, 1 for what lies in it.</summary>
    public async Task MaskAsync(Stream input, Stream output, string name, int level, CancellationToken ct)
    {
        using var content = new PushbackStream(input);
        var head = await content.PeekAsync(TextSniffer.UsefulLength, ct).ConfigureAwait(false);
        var kind = ArchiveKinds.Detect(head.Span);
        if (kind == ArchiveKind.None)
        {
            if (level == 0)
                throw new ArchiveFaultException(ArchiveProblem.NotAnArchive, name);
            await MaskTextAsync(content, head, output, name, ct).ConfigureAwait(false);
            return;
        }

        if (level >= limits.MaxDepth)
            throw new ArchiveFaultException(ArchiveProblem.TooDeep, name);
        if (kind == ArchiveKind.Gzip)
            await MaskGzipAsync(content, output, name, level, ct).ConfigureAwait(false);
        else
            await new ZipRewriter(this, _budget, name, level).RunAsync(content, output, ct).ConfigureAwait(false);
    }

    public void Skip(string name) => _skipped.Add(name);

    /// <summary>A path as it may be shown and written: without secrets, and harmless on every system.</summary>
    public string Show(string path) => EntryName.Clean(MaskText.Mask(path, Settings(), out _));

    private async Task MaskGzipAsync(PushbackStream packed, Stream output, string name, int level, CancellationToken ct)
    {
        using var content = new GzipContent(packed, _budget, level == 0, name);
        var repacked = new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true);
        await using (repacked.ConfigureAwait(false))
            await MaskAsync(content, repacked, name, level + 1, ct).ConfigureAwait(false);
        // The writer of the base class library gives no member at all for no bytes.
        if (content.IsEmpty)
            await output.WriteAsync(EmptyGzip, ct).ConfigureAwait(false);
    }

    private async Task MaskTextAsync(Stream content, ReadOnlyMemory<byte> head, Stream output, string name, CancellationToken ct)
    {
        var sniffed = TextSniffer.Sniff(head.Span);
        if (!sniffed.CanMask)
            throw new ArchiveFaultException(ArchiveProblem.BinaryInside, name, sniffed.Kind);
        var masker = new Masker(Settings());
        var masked = new MaskingStream(content, masker, leaveOpen: true);
        await using (masked.ConfigureAwait(false))
            await masked.CopyToAsync(output, ct).ConfigureAwait(false);
        _findings += masker.Report.Findings.Count;
        _entries.Add(new ArchiveEntry(name, masker.Report));
    }

    // The number of findings that are kept is one for the whole archive.
    private MaskingOptions Settings() => new()
    {
        MaxFindings = options.MaxFindings - _findings,
        Personal = options.Personal,
        Encoding = options.Encoding,
    };
}

using System.IO.Compression;

namespace SupportDesk.Masking.Archives;

/// <summary>Writes a zip anew with the masked content of its files, and nothing else of it.</summary>
internal sealed class ZipRewriter(ArchiveRun run, Budget budget, string name, int level)
{
    private readonly HashSet<string> _written = new(StringComparer.OrdinalIgnoreCase);

    public async Task RunAsync(Stream input, Stream output, CancellationToken ct)
    {
        using var buffer = new ZipBuffer(budget, name);
        await buffer.FillAsync(input, ct).ConfigureAwait(false);
        if (level == 0)
            budget.Packed = buffer.Bytes.Length;
        var items = new ZipDirectory(buffer.Bytes, budget, name, path => Inside(run.Show(path))).Read();
        if (items.FirstOrDefault(item => EntryName.TellsDocument(item.Path)) is not null)
            throw new ArchiveFaultException(ArchiveProblem.BinaryInside, name, TextKind.Archive);

        var archive = await ZipArchive.CreateAsync(output, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct).ConfigureAwait(false);
        await using var _ = archive.ConfigureAwait(false);
        foreach (var item in items)
        {
            ct.ThrowIfCancellationRequested();
            if (EntryName.IsLitter(item.Path))
                run.Skip(Inside(run.Show(item.Path)));
            else if (!item.IsFolder)
                await RewriteAsync(buffer.Bytes, item, archive, ct).ConfigureAwait(false);
        }
    }

    private async Task RewriteAsync(ReadOnlyMemory<byte> zip, ZipItem item, ZipArchive archive, CancellationToken ct)
    {
        var path = EntryName.Unique(run.Show(item.Path), _written);
        using var content = new ZipContent(zip, item, budget, Inside(path));
        var entry = archive.CreateEntry(path, CompressionLevel.Optimal);
        entry.LastWriteTime = item.ChangedAt;
        var target = await entry.OpenAsync(ct).ConfigureAwait(false);
        await using var _ = target.ConfigureAwait(false);
        await run.MaskAsync(content, target, Inside(path), level + 1, ct).ConfigureAwait(false);
    }

    private string Inside(string path) => name.Length == 0 ? path : name + "/" + path;
}

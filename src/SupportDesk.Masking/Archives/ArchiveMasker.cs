using SupportDesk.Masking.Archives;

namespace SupportDesk.Masking;

/// <summary>
/// Masks the texts inside gzip and zip files and packs them anew, under limits. Only masked bytes reach the output;
/// headers, comments, extra fields and whatever else lies in the archive do not.
/// </summary>
/// <remarks>
/// A gzip file streams through in constant memory. A zip is held in memory, packed, and overwritten with zeros
/// afterwards. What the inflater of the base class library keeps (its window, 8 KB of packed input) is not overwritten.
/// </remarks>
public sealed class ArchiveMasker
{
    private readonly MaskingOptions _options;
    private readonly ArchiveLimits _limits;

    /// <summary>Creates a masker of archives; it keeps no state, so one may serve many inputs at a time.</summary>
    /// <param name="options">How the texts are masked. <see cref="MaskingOptions.MaxFindings"/> counts for all entries together.</param>
    /// <param name="limits">How far is unpacked.</param>
    /// <exception cref="ArgumentException">The options release findings: an offset says nothing about which entry is meant.</exception>
    public ArchiveMasker(MaskingOptions? options = null, ArchiveLimits? limits = null)
    {
        _options = options ?? new MaskingOptions();
        _limits = limits ?? new ArchiveLimits();
        if (_options.Releases.Count > 0)
            throw new ArgumentException("Findings inside archives cannot be released.", nameof(options));
    }

    /// <summary>True when the first bytes of a file (four are enough) are those of an archive that can be masked.</summary>
    public static bool CanMask(ReadOnlySpan<byte> firstBytes) => ArchiveKinds.Detect(firstBytes) != ArchiveKind.None;

    /// <summary>
    /// Reads an archive and writes it masked. Both streams are used asynchronously only, stay open, and need no seeking.
    /// </summary>
    /// <returns>
    /// What was hidden, or why the archive was refused. After a fault or an exception the output holds a part of an
    /// archive (masked, as everything that is written) and has to be thrown away.
    /// </returns>
    /// <exception cref="IOException">A stream failed. Whatever is wrong with the archive itself is a fault.</exception>
    public async Task<ArchiveResult> MaskAsync(Stream input, Stream output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        var run = new ArchiveRun(_options, _limits);
        try
        {
            var target = new WriteBehindStream(output);
            await using var _ = target.ConfigureAwait(false);
            await run.MaskAsync(input, target, cancellationToken).ConfigureAwait(false);
            await target.FlushAsync(cancellationToken).ConfigureAwait(false);
            return new ArchiveResult(run.Entries, run.Skipped);
        }
        catch (ArchiveFaultException refused)
        {
            return new ArchiveResult(refused.Fault);
        }
    }
}

using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;
using SupportDesk.Kernel;
using SupportDesk.Masking;

namespace SupportDesk.Features.Payers;

/// <summary>What a form brought: texts already masked, at most one file already masked and stored.</summary>
internal sealed record PostedForm(
    IReadOnlyDictionary<string, string> Fields, Attachment? File, int Hidden, IReadOnlyList<Problem> Problems)
{
    public string this[string name] => Fields.GetValueOrDefault(name, "");
}

/// <summary>
/// Reads a multipart form as it arrives. The framework's own form reader writes files to a temporary folder before
/// anybody has masked them, so it is never used here: a file goes from the request through the masker into the store.
/// </summary>
internal sealed class ReadPayerForm(StoreMaskedFile store, IOptions<PayerOptions> options) : IUseCase
{
    /// <summary>Inputs whose values this desk made itself: sealed notes that a masker must not touch.</summary>
    private static readonly string[] Own = ["form", "kept"];

    private const int MostParts = 32;
    private const int MostBytes = 32 * 1024;

    /// <summary>So many times the largest file is read before the desk stops listening.</summary>
    private const int Timeout = 10;

    public async Task<Result<PostedForm>> RunAsync(HttpRequest request, CancellationToken ct)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= 100 } boundary)
            return new Problem("FormBroken");
        var reader = new MultipartReader(boundary.ToString(), request.Body) { HeadersCountLimit = 8, HeadersLengthLimit = 8 * 1024 };
        try
        {
            return await ReadAsync(reader, ct);
        }
        catch (InvalidDataException)
        {
            return new Problem("FormBroken");
        }
        catch (IOException)
        {
            return new Problem("FormBroken");
        }
    }

    private async Task<Result<PostedForm>> ReadAsync(MultipartReader reader, CancellationToken ct)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var problems = new List<Problem>();
        Attachment? file = null;
        var hidden = 0;
        var timeout = options.Value.MaxFileBytes * Timeout;
        for (var parts = 0; timeout > 0 && await reader.ReadNextSectionAsync(ct) is { } part; parts++)
        {
            if (parts == MostParts)
                return new Problem("FormBroken");
            if (part.GetContentDispositionHeader() is not { } disposition)
            {
                timeout = await SkipAsync(part.Body, timeout, ct);
                continue;
            }

            var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
            if (!disposition.IsFileDisposition())
            {
                var (text, cut) = await ReadTextAsync(part.Body, ct);
                if (cut)
                    problems.Add(new("FieldLong", name));
                if (!Own.Contains(name))
                {
                    text = MaskText.Mask(text, out var report);
                    hidden += (int)Math.Min(report.Total, 1000);
                }

                fields.TryAdd(name, text);
                timeout = await SkipAsync(part.Body, timeout, ct);
                continue;
            }

            var fileName = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).ToString();
            var stored = file is null && fileName.Length > 0 ? await StoreAsync(part, fileName, fields.GetValueOrDefault("redacted") == "1", ct) : null;
            if (stored is { Ok: true })
                file = stored.Value;
            else if (stored is not null)
                problems.AddRange(stored.Problems.Select(problem =>
                    problem.Code == "FileTooLarge" ? TooLarge(options.Value.MaxFileBytes) : problem with { Field = "file" }));
            timeout = await SkipAsync(part.Body, timeout, ct);
        }

        return new PostedForm(fields, file, hidden, problems);
    }

    // What is refused or left over is read and thrown away, so that the browser gets to see the answer; there is an end
    // to that too, and what follows it is not read at all.
    private static async Task<long> SkipAsync(Stream body, long timeout, CancellationToken ct)
    {
        var buffer = new byte[16 * 1024];
        int read;
        while (timeout > 0 && (read = await body.ReadAsync(buffer, ct)) > 0)
            timeout -= read;
        return timeout;
    }

    private Task<Result<Attachment>> StoreAsync(MultipartSection part, string name, bool redacted, CancellationToken ct) =>
        store.RunAsync(
            new(part.Body, name, part.ContentType, UploadedBy: null, MaxBytes: options.Value.MaxFileBytes, Redacted: redacted, AllowArchive: false),
            ct
        );

    private static Problem TooLarge(long limit) => new("FileTooLarge", "file", limit >> 20);

    private static async Task<(string Text, bool Cut)> ReadTextAsync(Stream body, CancellationToken ct)
    {
        var buffer = new byte[MostBytes];
        var count = await body.ReadAtLeastAsync(buffer, MostBytes, throwOnEndOfStream: false, ct);
        var cut = count == MostBytes && await body.ReadAsync(new byte[1], ct) > 0;
        return (Encoding.UTF8.GetString(buffer, 0, count), cut);
    }
}

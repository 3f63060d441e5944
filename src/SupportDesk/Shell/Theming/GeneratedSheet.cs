using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace SupportDesk.Shell.Theming;

/// <summary>A style sheet that the program makes, once, and serves packed. Its address holds its fingerprint, so a browser may keep it for ever.</summary>
/// <param name="path">As <c>/theme.css</c>.</param>
internal sealed class GeneratedSheet(string path, Func<Task<string>> make)
{
    private readonly Lock making = new();
    private Task<Packed>? made;

    public async Task<string> AddressAsync() => $"{path[1..]}?v={(await GetAsync()).Fingerprint}";

    public async Task<string> CssAsync() => (await GetAsync()).Css;

    public void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet(path, async (HttpContext http) =>
    {
        var packed = await GetAsync();
        var headers = http.Response.Headers;
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.CacheControl = http.Request.Query["v"] == packed.Fingerprint ? "max-age=31536000, immutable" : "no-cache";
        var taken = http.Request.Headers.AcceptEncoding.ToString();
        if (taken.Contains("br", StringComparison.OrdinalIgnoreCase))
        {
            headers.ContentEncoding = "br";
            return Results.Bytes(packed.Brotli, "text/css; charset=utf-8");
        }

        return Results.Text(packed.Css, "text/css", Encoding.UTF8);
    });

    private Task<Packed> GetAsync()
    {
        lock (making)
            // One that failed is made again: the next page must not fail for it.
            return made = made is null or { IsFaulted: true } or { IsCanceled: true } ? MakeAsync() : made;
    }

    private async Task<Packed> MakeAsync()
    {
        var css = await make();
        var bytes = Encoding.UTF8.GetBytes(css);
        using var packed = new MemoryStream();
        await using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            await brotli.WriteAsync(bytes);
        return new Packed(css, packed.ToArray(), Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 5)));
    }

    private sealed record Packed(string Css, byte[] Brotli, string Fingerprint);
}

using System.Security.Cryptography;
using SupportDesk.Kernel;

namespace SupportDesk.Data.Blobs;

/// <summary>What the store wrote: the key to read it by, its size in bytes, and its SHA-256 in lower-case hex.</summary>
public sealed record StoredBlob(string Key, long Size, string Sha256);

/// <summary>
/// Files under <c>data/blobs</c>, written once and never changed. Bytes reach this place masked. A file has its name
/// only when it is whole; what was cut off is removed.
/// </summary>
public sealed class BlobStore(DataPaths paths)
{
    private const string Unfinished = ".part";

    /// <summary>
    /// Copies <paramref name="content"/> to the end. Whatever throws on the way, a limit or a broken connection, leaves
    /// nothing behind.
    /// </summary>
    /// <exception cref="StorageException">The disk did not take it; it may be full.</exception>
    public async Task<StoredBlob> WriteAsync(Stream content, CancellationToken ct)
    {
        var key = Ids.Random().ToString("N");
        var final = PathOf(key);
        var part = final + Unfinished;
        var created = Create(part);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            long size = 0;
            await using (var file = created)
            {
                var buffer = new byte[128 * 1024];
                int read;
                while ((read = await content.ReadAsync(buffer, ct)) > 0)
                {
                    hash.AppendData(buffer, 0, read);
                    await StoreAsync(() => file.WriteAsync(buffer.AsMemory(0, read), ct));
                    size += read;
                }

                await StoreAsync(() =>
                {
                    file.Flush(flushToDisk: true);
                    return ValueTask.CompletedTask;
                });
            }

            await StoreAsync(() =>
            {
                File.Move(part, final);
                return ValueTask.CompletedTask;
            });
            return new StoredBlob(key, size, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }

    public Stream OpenRead(string key) =>
        new FileStream(
            PathOf(key),
            FileMode.Open,
            FileAccess.Read,
            FileShare.Read | FileShare.Delete,
            64 * 1024,
            FileOptions.Asynchronous | FileOptions.SequentialScan
        );

    public void Delete(string key) => File.Delete(PathOf(key));

    /// <summary>Removes what a crash left unfinished. Call at start, before any upload.</summary>
    public void RemoveUnfinished()
    {
        foreach (var part in Directory.EnumerateFiles(paths.Blobs, "*" + Unfinished, SearchOption.AllDirectories))
            File.Delete(part);
    }

    private static FileStream Create(string path)
    {
        try
        {
            OwnerOnly.CreateFolder(Path.GetDirectoryName(path)!);
            return new FileStream(path, OwnerOnly.NewFile());
        }
        catch (IOException error)
        {
            throw new StorageException(error);
        }
    }

    // Whoever reads the content of a request takes an IOException for a broken connection.
    private static async ValueTask StoreAsync(Func<ValueTask> write)
    {
        try
        {
            await write();
        }
        catch (IOException error)
        {
            throw new StorageException(error);
        }
    }

    // Keys are made here and nowhere else; one that is not a GUID never becomes a path.
    private string PathOf(string key) => Guid.TryParseExact(key, "N", out _)
        ? Path.Combine(paths.Blobs, key[..2], key)
        : throw new ArgumentException("Not a key of this store.", nameof(key));
}

using System.Globalization;

namespace SupportDesk.Features.Email;

/// <summary>
/// A Maildir: e-mails are written in <c>tmp</c> and appear whole in <c>new</c>; one that was dealt with and is
/// kept lies in <c>cur</c> with the flag S. No locks are needed, and other programs may use the folder at the same time.
/// </summary>
internal sealed class MaildirFolder(string path)
{
    // The colon is no letter of a file name on Windows.
    private static readonly char Mark = OperatingSystem.IsWindows() ? ';' : ':';

    public string Path { get; } = path;

    private string New => System.IO.Path.Combine(Path, "new");

    private string Current => System.IO.Path.Combine(Path, "cur");

    private string Temporary => System.IO.Path.Combine(Path, "tmp");

    public void Create()
    {
        foreach (var folder in (string[])[New, Current, Temporary])
            Directory.CreateDirectory(folder);
    }

    /// <summary>Writes an e-mail under a name of its own; the same name again is the same e-mail and replaces it.</summary>
    public async Task DeliverAsync(string name, Func<Stream, Task> write, CancellationToken ct)
    {
        Create();
        var temporary = System.IO.Path.Combine(Temporary, name);
        try
        {
            await using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 64 * 1024, FileOptions.Asynchronous))
            {
                await write(file);
                await file.FlushAsync(ct);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, System.IO.Path.Combine(New, name), overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Unique names of e-mails that nobody dealt with, oldest first; with <paramref name="all"/> also the flagged ones.</summary>
    public IReadOnlyList<string> List(bool all)
    {
        Create();
        return
        [
            .. Directory.EnumerateFiles(New)
                .Concat(Directory.EnumerateFiles(Current).Where(file => all || !IsSeen(file)))
                .Select(Unique)
                .Where(name => name is not ['.', ..])
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    public bool Contains(string unique) => Directory.Exists(Path) && Find(unique) is not null;

    /// <summary>Null if the e-mail is gone.</summary>
    public FileStream? Open(string unique)
    {
        try
        {
            return Find(unique) is { } file
                ? new FileStream(
                    file,
                    FileMode.Open,
                    FileAccess.Read,
                    FileShare.ReadWrite | FileShare.Delete,
                    64 * 1024,
                    FileOptions.Asynchronous | FileOptions.SequentialScan
                )
                : null;
        }
        catch (FileNotFoundException)
        {
            // Another program moved it between the look and the opening; the next visit finds it again.
            return null;
        }
    }

    public void MarkSeen(string unique)
    {
        if (Find(unique) is not { } file || IsSeen(file))
            return;
        var flags = Flags(file);
        var seen = string.Concat(flags.Append('S').Distinct().Order());
        File.Move(file, System.IO.Path.Combine(Current, string.Create(CultureInfo.InvariantCulture, $"{unique}{Mark}2,{seen}")));
    }

    /// <summary>Nothing to do if it is gone already.</summary>
    public void Delete(string unique)
    {
        if (Find(unique) is { } file)
            File.Delete(file);
    }

    private string? Find(string unique)
    {
        var fresh = System.IO.Path.Combine(New, unique);
        return File.Exists(fresh)
            ? fresh
            : Directory.EnumerateFiles(Current).FirstOrDefault(file => Unique(file) == unique);
    }

    private static string Unique(string file) => System.IO.Path.GetFileName(file).Split(Mark)[0];

    private static string Flags(string file) =>
        System.IO.Path.GetFileName(file).Split(Mark) is [_, var info] && info.StartsWith("2,", StringComparison.Ordinal) ? info[2..] : "";

    private static bool IsSeen(string file) =>
        System.IO.Path.GetDirectoryName(file)!.EndsWith("cur", StringComparison.Ordinal) && Flags(file).Contains('S', StringComparison.Ordinal);
}

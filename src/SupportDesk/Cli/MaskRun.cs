using System.Buffers;
using System.Security.Cryptography;
using SupportDesk.Masking;

namespace SupportDesk.Cli;

/// <summary>Copies an input masked to standard output: what is known of it leaves at once, however slowly it comes.</summary>
internal sealed class MaskRun(Stream input, Stream output, MaskingOptions options)
{
    private const int BlockSize = 128 * 1024;
    private const int BrokenPipe = 32; // EPIPE

    private readonly Masker _masker = new(options);
    private readonly byte[] _block = GC.AllocateArray<byte>(BlockSize, pinned: true);
    private readonly byte[] _masked = GC.AllocateArray<byte>(BlockSize, pinned: true);

    public static async Task<int> RunAsync(string file, string? report, MaskingOptions options, CancellationToken ct)
    {
        try
        {
            await using var input = MaskInput.Open(file);
            using var reportFile = report is null ? null : MaskReportFile.Create(report, file);
            await using var output = MaskOutput.Open();
            var run = new MaskRun(input, output, options);
            var code = await run.CopyAsync(MaskInput.Name(file), ct);
            reportFile?.Write(run._masker.Report);
            return code;
        }
        catch (MaskFailure failure)
        {
            await Console.Error.WriteLineAsync("mask: " + failure.Message);
            return Commands.BadInput;
        }
    }

    private async Task<int> CopyAsync(string name, CancellationToken ct)
    {
        try
        {
            var count = await ReadHeadAsync(name, ct);
            MaskInput.RefuseBinary(_block.AsSpan(0, count), name, options.Encoding);
            while (true)
            {
                Mask(count);
                if (count == 0)
                    return 0;
                count = await ReadAsync(0, name, ct);
            }
        }
        catch (IOException closed) when (closed.HResult == BrokenPipe)
        {
            // Whoever read the output has seen enough.
            return 0;
        }
        catch (IOException failed)
        {
            throw new MaskFailure($"standard output cannot be written: {failed.Message}. Free some space or choose another target.");
        }
        catch (OperationCanceledException)
        {
            return Commands.Interrupted;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(_block);
        }
    }

    // The masker holds back as much anyway, so nothing is late because of it.
    private async Task<int> ReadHeadAsync(string name, CancellationToken ct)
    {
        const int Enough = 512;
        var count = 0;
        while (count < Enough && await ReadAsync(count, name, ct) is var read and > 0)
            count += read;
        return count;
    }

    // Reading blocks until something comes, and cannot be called off: on interruption it is left alone.
    private async Task<int> ReadAsync(int at, string name, CancellationToken ct)
    {
        try
        {
            return await Task.Run(() => input.Read(_block.AsSpan(at)), CancellationToken.None).WaitAsync(ct);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new MaskFailure($"{name} cannot be read: {error.Message}");
        }
    }

    private void Mask(int count)
    {
        var source = _block.AsSpan(0, count);
        OperationStatus status;
        do
        {
            status = _masker.Mask(source, _masked, out var consumed, out var written, isFinalBlock: count == 0);
            source = source[consumed..];
            if (written > 0)
                output.Write(_masked.AsSpan(0, written));
        }
        while (status == OperationStatus.DestinationTooSmall || !source.IsEmpty);
    }
}

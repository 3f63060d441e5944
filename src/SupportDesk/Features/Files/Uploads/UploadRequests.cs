namespace SupportDesk.Features.Files.Uploads;

/// <summary>What requests that bring a file have in common.</summary>
internal static class UploadRequests
{
    public const int MaxAtOnce = 3;

    public sealed class Reporter(UploadProgress progress, Guid id) : IProgress<MaskProgress>
    {
        public void Report(MaskProgress value) => progress.Report(id, value.Bytes, value.Hidden);
    }
}

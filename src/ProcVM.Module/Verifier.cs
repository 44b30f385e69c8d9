using ProcVM.Core;

namespace ProcVM.Module;

/// <summary>Decides whether a module can run safely (SPEC.md sections 3 and 10): one pass over each body, no
/// recursion, time linear in the module's size.</summary>
public static class Verifier
{
    private const int MostErrors = 20;

    /// <summary>Verifies a module, made by the module reader or in memory; gives the proof that engines take, or
    /// the errors: at most one a function.</summary>
    public static LoadResult<VerifiedModule> Verify(PcodeModule module)
    {
        if (module.Relocations.Length > 0)
        {
            // Constants in its code are yet to be given: what it would do isn't known.
            return LoadResult<VerifiedModule>.Failure(new Diagnostic(ModuleDiagnostics.NotLinked, null, module.Relocations.Length)
            {
                File = module.FileName.Length > 0 ? module.FileName : null,
            });
        }

        int[] maxStack = new int[module.Functions.Length];
        List<Diagnostic> errors = Verify(module, maxStack);
        return errors.Count > 0
            ? LoadResult<VerifiedModule>.Failure(errors)
            : LoadResult<VerifiedModule>.Success(new VerifiedModule(module, maxStack));
    }

    /// <summary>Verifies a module that is to be linked; gives the proof that <see cref="Linker"/> takes, which no engine does.</summary>
    public static LoadResult<LinkableModule> VerifyLinkable(PcodeModule module)
    {
        List<Diagnostic> errors = Verify(module, new int[module.Functions.Length]);
        return errors.Count > 0
            ? LoadResult<LinkableModule>.Failure(errors)
            : LoadResult<LinkableModule>.Success(new LinkableModule(module));
    }

    private static List<Diagnostic> Verify(PcodeModule module, int[] maxStack)
    {
        List<Diagnostic> errors = new ModuleVerifier(module).Verify();
        if (errors.Count > 0)
        {
            return errors;
        }

        VerifierScratch scratch = new(module);
        int wrong = 0;
        for (int i = 0; i < module.Functions.Length; i++)
        {
            BodyVerifier body = new(module, i, scratch);
            if (body.Verify())
            {
                maxStack[i] = body.MaxStack;
            }
            else if (++wrong <= MostErrors)
            {
                errors.Add(body.Error!);
            }
        }

        if (wrong > MostErrors)
        {
            errors.Add(new Diagnostic(ModuleDiagnostics.MoreErrors, null, wrong - MostErrors)
            {
                File = module.FileName.Length > 0 ? module.FileName : null,
            });
        }

        return errors;
    }
}
